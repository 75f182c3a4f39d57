package io.pinelink.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class ChartTest {
  private static Document parsed(String svg) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void aBarIsAsLongAsItsMedian() throws Exception {
    BarChart chart = new BarChart("<Rates> & more", List.of("one", "twice"));
    chart.add(
        "upsert", client -> client.equals("one") ? new Spread(1, 1, 1) : new Spread(2, 1.5, 2.5));

    NodeList rectangles = parsed(chart.toSvg()).getElementsByTagName("rect");

    // The background, two squares of the legend, two bars.
    assertThat(rectangles.getLength()).isEqualTo(5);
    assertThat(width(rectangles, 4)).isEqualTo(2 * width(rectangles, 3));
  }

  @Test
  void unmeasuredRunsHaveNoBar() throws Exception {
    BarChart chart = new BarChart("Rates", List.of("one", "other"));
    chart.add("upsert", client -> null);

    assertThat(parsed(chart.toSvg()).getElementsByTagName("rect").getLength()).isEqualTo(3);
  }

  @Test
  void proportionalGrowthIsAStraightLine() throws Exception {
    LineChart chart = new LineChart("CPU", "dimension");
    chart.add("ours", 10, 1);
    chart.add("ours", 100, 10);
    chart.add("ours", 1_000, 100);

    NodeList lines = parsed(LineChart.toSvg(List.of(chart))).getElementsByTagName("line");

    assertThat(slope(lines, lines.getLength() - 1)).isEqualTo(slope(lines, lines.getLength() - 2));
  }

  @Test
  void aClientHasOneColourInAllCharts() throws Exception {
    BarChart bars = new BarChart("Rates", List.of(Plan.OFFICIAL, Plan.GRPC));
    LineChart lines = new LineChart("CPU", "dimension");
    lines.add(Plan.GRPC, 10, 1);

    Element ofBars = square(parsed(bars.toSvg()), 2);
    Element ofLines = square(parsed(LineChart.toSvg(List.of(lines))), 1);

    assertThat(ofBars.getAttribute("fill"))
        .isEqualTo(ofLines.getAttribute("fill"))
        .isNotEqualTo(Svg.colour("another"));
  }

  private static Element square(Document chart, int number) {
    return (Element) chart.getElementsByTagName("rect").item(number);
  }

  private static double width(NodeList rectangles, int number) {
    return number(rectangles, number, "width");
  }

  private static double slope(NodeList lines, int number) {
    return (number(lines, number, "y2") - number(lines, number, "y1"))
        / (number(lines, number, "x2") - number(lines, number, "x1"));
  }

  private static double number(NodeList nodes, int number, String attribute) {
    return Double.parseDouble(((Element) nodes.item(number)).getAttribute(attribute));
  }
}
