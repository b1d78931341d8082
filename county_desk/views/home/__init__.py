"""The homes of the posts: the plan of the day, and the figures of the county."""
