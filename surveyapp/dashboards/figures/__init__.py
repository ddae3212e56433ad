"""What a chart shows, as plain data: the SVG on the page, the chart to explore and the table are all made from it."""
