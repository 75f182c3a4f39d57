package io.pinelink.internal.simulation;

import java.util.List;
import java.util.Locale;

/** The picture of all troubles: requests of each second compared with calm, and calls served. */
final class OverloadChart {
  private static final int COLUMNS = 2;
  private static final int WIDTH = 420;
  private static final int HEIGHT = 170;
  private static final int LEFT = 40;
  private static final int TOP = 34;
  private static final int PLOT_WIDTH = 360;
  private static final int PLOT_HEIGHT = 105;
  private static final int LEGEND_HEIGHT = 30;
  private static final double MOST_SHOWN = 2.5;
  private static final String REQUESTS = "#1f5fa8";
  private static final String SERVED = "#d1620b";

  private OverloadChart() {}

  static String of(List<Outcome> outcomes) {
    int rows = (outcomes.size() + COLUMNS - 1) / COLUMNS;
    int height = rows * HEIGHT + LEGEND_HEIGHT;
    StringBuilder svg = new StringBuilder();
    svg.append(
        """
        <svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" font-family="sans-serif" font-size="12">
        <rect width="100%%" height="100%%" fill="white"/>
        """
            .formatted(COLUMNS * WIDTH, height));
    for (int i = 0; i < outcomes.size(); i++) {
      int x = i % COLUMNS * WIDTH + LEFT;
      int y = i / COLUMNS * HEIGHT + TOP;
      svg.append("<g transform=\"translate(%d,%d)\">\n".formatted(x, y));
      panel(svg, outcomes.get(i));
      svg.append("</g>\n");
    }
    legend(svg, height - LEGEND_HEIGHT / 2);
    return svg.append("</svg>\n").toString();
  }

  private static void panel(StringBuilder svg, Outcome outcome) {
    Trouble trouble = outcome.trouble();
    svg.append("<text y=\"-10\" font-weight=\"bold\">%s</text>\n".formatted(trouble.title));
    double begin = x(Fleet.CALM_SECONDS);
    svg.append(
        "<rect x=\"%s\" width=\"%s\" height=\"%d\" fill=\"#eeeeee\"/>\n"
            .formatted(
                number(begin),
                number(x(Fleet.CALM_SECONDS + trouble.seconds()) - begin),
                PLOT_HEIGHT));
    for (int value = 0; value <= MOST_SHOWN; value++) {
      svg.append(
          "<path d=\"M0 %1$sH%2$d\" stroke=\"#cccccc\"/><text x=\"-16\" y=\"%1$s\">%3$d</text>\n"
              .formatted(number(y(value)), PLOT_WIDTH, value));
    }
    for (int second = 0; second <= Fleet.SECONDS; second += 20) {
      svg.append(
          "<text x=\"%s\" y=\"%d\" text-anchor=\"middle\">%d s</text>\n"
              .formatted(number(x(second)), PLOT_HEIGHT + 16, second));
    }
    StringBuilder requests = new StringBuilder();
    StringBuilder served = new StringBuilder();
    for (int second = 0; second < Fleet.SECONDS; second++) {
      point(requests, second, outcome.requestsOfSecond(second));
      point(served, second, outcome.run().servedPart(second));
    }
    line(svg, served, SERVED);
    line(svg, requests, REQUESTS);
  }

  private static void legend(StringBuilder svg, int y) {
    svg.append(
        """
        <text x="%d" y="%d"><tspan fill="%s">requests compared with calm</tspan>, \
        <tspan fill="%s">part of the calls that are served</tspan>; grey: the trouble</text>
        """
            .formatted(LEFT, y, REQUESTS, SERVED));
  }

  private static void point(StringBuilder line, int second, double value) {
    line.append(number(x(second + 0.5))).append(',').append(number(y(value))).append(' ');
  }

  private static void line(StringBuilder svg, StringBuilder points, String colour) {
    svg.append(
        "<polyline points=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"1.5\"/>\n"
            .formatted(points.toString().strip(), colour));
  }

  private static double x(double second) {
    return second * PLOT_WIDTH / Fleet.SECONDS;
  }

  private static double y(double value) {
    return PLOT_HEIGHT * (1 - Math.min(MOST_SHOWN, value) / MOST_SHOWN);
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }
}
