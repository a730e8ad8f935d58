from report import report


def test_report_adds_up():
    assert report([1, 2]) == 3


def test_report_of_nothing():
    assert report([]) == 0
