"""The pieces that every page is made of: looks, fields, forms, banners, words."""
