"""The files of tests that take half a minute and more, the slowest first."""

SLOW = (
    "tests/views/test_every_form.py",
    "tests/installer/test_wheel.py",
    "tests/views/test_every_list.py",
    "tests/tables/test_lists.py",
    "tests/demo/test_campaign.py",
    "tests/demo/test_present.py",
    "tests/demo/test_job.py",
    "tests/views/test_finder.py",
    "tests/views/test_every_act.py",
    "tests/views/test_waiting_counts.py",
    "tests/views/disclosures/test_disclosure_page.py",
    "tests/cli/test_deliveries.py",
    "tests/workflow/test_histories.py",
    "tests/workflow/test_orders.py",
    "tests/tables/test_conditions.py",
    "tests/sheets/test_memory_budget.py",
    "tests/reports/test_returns.py",
)
