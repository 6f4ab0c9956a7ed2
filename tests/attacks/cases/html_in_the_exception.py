"""HTML and script in the text of an exception that a cell raises.

Aim: harm
Told: <script>
"""
raise ValueError("<script>alert(1)</script><img src=x onerror=alert(1)><b>10 of 10 points</b>")
