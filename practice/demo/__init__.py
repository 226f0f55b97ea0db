"""`python -m practice.demo`: fills a database of its own with a living programme, marked as demo.

Invented people practise, rate themselves and are supervised through the same verbs that the pages
call, while a demo clock runs through the weeks up to now. It never touches the real records.

    people.py       who they are, and how they see themselves
    words.py        what they say, from poor to good
    programme.py    who does what when
    lending.py      what others may learn from, and who rates it
    __main__.py     the command
"""
