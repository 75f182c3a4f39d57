package io.pinelink.benchmarks.scenario;

import io.pinelink.benchmarks.Measure;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A chart of the rates of clients relative to one of them: a group of horizontal bars for each
 * load, with whiskers from the minimum to the maximum of the rounds.
 */
final class Chart {
  private static final Map<String, String> COLOURS = colours();

  private static final int WIDTH = 860;
  private static final int LEFT = 230;
  private static final int RIGHT = 70;
  private static final int TOP = 70;
  private static final int THICKNESS = 13;
  private static final int BAR = THICKNESS - 2;
  private static final int GAP = 16;
  private static final int LEGEND = 190;

  private final StringBuilder svg = new StringBuilder();
  private final double scale;

  private Chart(double max) {
    this.scale = (WIDTH - LEFT - RIGHT) / max;
  }

  /**
   * Returns the chart of some loads as an SVG image.
   *
   * @param other the client whose rate is 1
   */
  static String toSvg(String title, Readings readings, List<String> loads, String other) {
    double max = 1;
    for (String load : loads) {
      for (String client : COLOURS.keySet()) {
        max = Math.max(max, ratio(readings, load, client, other).max());
      }
    }
    Chart chart = new Chart(max);
    chart.draw(title, readings, loads, other);
    return chart.svg.toString();
  }

  private static Map<String, String> colours() {
    Map<String, String> colours = new LinkedHashMap<>();
    colours.put(Plan.OFFICIAL, "#9aa5b1");
    colours.put(Plan.REST, "#e0a030");
    colours.put(Plan.GRPC, "#1a7f5a");
    colours.put(Plan.BARE_GRPC, "#c9d6df");
    return colours;
  }

  /** Returns a ratio, with a maximum of 0 if it was not measured. */
  private static Spread ratio(Readings readings, String load, String client, String other) {
    return readings.ratio(load, Measure.RATE, client, other).orElse(new Spread(0, 0, 0));
  }

  private void draw(String title, Readings readings, List<String> loads, String other) {
    int group = COLOURS.size() * THICKNESS + GAP;
    int height = TOP + loads.size() * group;
    add(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\""
            + " font-size=\"12\">",
        WIDTH, height);
    rectangle(0, 0, WIDTH, height, "#ffffff");
    text(10, 22, "start", "bold", title);
    int x = 10;
    for (Map.Entry<String, String> client : COLOURS.entrySet()) {
      rectangle(x, 36, BAR, BAR, client.getValue());
      text(x + 16, 46, "start", "normal", client.getKey());
      x += LEGEND;
    }
    int y = TOP;
    for (String load : loads) {
      text(LEFT - 10, y + group / 2 - 4, "end", "normal", load);
      int next = y;
      for (Map.Entry<String, String> client : COLOURS.entrySet()) {
        bar(next, ratio(readings, load, client.getKey(), other), client.getValue());
        next += THICKNESS;
      }
      y += group;
    }
    add("</svg>");
  }

  private void bar(int y, Spread spread, String colour) {
    if (spread.max() == 0) {
      return;
    }
    double end = LEFT + spread.max() * scale;
    rectangle(LEFT, y, spread.median() * scale, BAR, colour);
    add(
        "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%2$.1f\" stroke=\"#222\""
            + " stroke-width=\"1.6\"/>",
        LEFT + spread.min() * scale, y + BAR / 2.0, end);
    text(
        end + 5,
        y + BAR - 1,
        "start",
        "normal",
        String.format(Locale.ROOT, "%.1f", spread.median()));
  }

  private void text(double x, double y, String anchor, String weight, String content) {
    add(
        "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\" font-weight=\"%s\">%s</text>",
        x, y, anchor, weight, content);
  }

  private void rectangle(double x, double y, double width, double height, String colour) {
    add(
        "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" fill=\"%s\"/>",
        x, y, width, height, colour);
  }

  private void add(String format, Object... values) {
    svg.append(String.format(Locale.ROOT, format, values)).append('\n');
  }
}
