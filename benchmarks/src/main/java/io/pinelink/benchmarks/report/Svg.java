package io.pinelink.benchmarks.report;

import java.util.Locale;
import java.util.Map;

/** An SVG image of texts, rectangles and lines. */
final class Svg {
  private static final Map<String, String> COLOURS =
      Map.of(
          Plan.OFFICIAL, "#9aa5b1",
          Plan.REST, "#e0a030",
          Plan.GRPC, "#1a7f5a",
          Plan.GRPC_CEILING, "#c9d6df");

  private final StringBuilder text = new StringBuilder();

  Svg(int width, int height) {
    add(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\""
            + " font-size=\"12\">%n",
        width, height);
    rectangle(0, 0, width, height, "#ffffff");
  }

  /** Returns the colour of a client, the same in every image. */
  static String colour(String client) {
    return COLOURS.getOrDefault(client, "#555555");
  }

  void text(double x, double y, String anchor, String weight, String content) {
    add(
        "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\" font-weight=\"%s\">%s</text>%n",
        x, y, anchor, weight, content.replace("&", "&amp;").replace("<", "&lt;"));
  }

  void rectangle(double x, double y, double width, double height, String colour) {
    add(
        "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" fill=\"%s\"/>%n",
        x, y, width, height, colour);
  }

  void line(double x1, double y1, double x2, double y2, String colour) {
    add(
        "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"%s\""
            + " stroke-width=\"1.6\"/>%n",
        x1, y1, x2, y2, colour);
  }

  String finish() {
    return text + "</svg>\n";
  }

  private void add(String format, Object... values) {
    text.append(String.format(Locale.ROOT, format, values));
  }
}
