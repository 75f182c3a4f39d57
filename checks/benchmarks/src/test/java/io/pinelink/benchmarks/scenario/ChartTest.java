package io.pinelink.benchmarks.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinelink.benchmarks.Measure;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

class ChartTest {
  /** The background and the squares of the legend. */
  private static final int OTHER_RECTANGLES = 5;

  private final Readings readings = new Readings();

  private void add(int round, String client, double rate) {
    readings.add(new Reading("upsert", client, round, Map.of(Measure.RATE, rate)));
  }

  private Document drawn() throws Exception {
    String svg = Chart.toSvg("Rates", readings, List.of("upsert"), Plan.OFFICIAL);
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
  }

  private static double number(Document chart, String tag, int index, String attribute) {
    Element element = (Element) chart.getElementsByTagName(tag).item(index);
    return Double.parseDouble(element.getAttribute(attribute));
  }

  @Test
  void aBarIsAsLongAsTheMedianRatioAndItsWhiskerAsTheSpread() throws Exception {
    for (int round = 1; round <= 3; round++) {
      add(round, Plan.OFFICIAL, 100);
      add(round, Plan.GRPC, 100 * (1 + round));
    }

    Document chart = drawn();

    double official = number(chart, "rect", OTHER_RECTANGLES, "width");
    assertThat(number(chart, "rect", OTHER_RECTANGLES + 1, "width")).isEqualTo(3 * official);
    assertThat(number(chart, "line", 1, "x2") - number(chart, "line", 1, "x1"))
        .isEqualTo(2 * official);
  }

  @Test
  void aClientThatWasNotMeasuredHasNoBar() throws Exception {
    add(1, Plan.OFFICIAL, 100);

    assertThat(drawn().getElementsByTagName("rect").getLength()).isEqualTo(OTHER_RECTANGLES + 1);
  }
}
