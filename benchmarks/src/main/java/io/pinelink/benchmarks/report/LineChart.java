package io.pinelink.benchmarks.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A chart with a line per client. Both axes are logarithmic, so proportional growth is a straight
 * line.
 */
final class LineChart {
  private static final int WIDTH = 430;
  private static final int HEIGHT = 320;
  private static final int LEFT = 60;
  private static final int TOP = 60;
  private static final int INSIDE_WIDTH = WIDTH - LEFT - 20;
  private static final int INSIDE_HEIGHT = HEIGHT - TOP - 50;

  private final String vertical;
  private final String horizontal;
  private final Map<String, List<Point>> lines = new LinkedHashMap<>();

  private record Point(double x, double y) {}

  LineChart(String vertical, String horizontal) {
    this.vertical = vertical;
    this.horizontal = horizontal;
  }

  void add(String client, double x, double y) {
    lines.computeIfAbsent(client, name -> new ArrayList<>()).add(new Point(x, y));
  }

  /** Draws several charts side by side. */
  static String toSvg(List<LineChart> charts) {
    Svg svg = new Svg(WIDTH * charts.size(), HEIGHT);
    for (int i = 0; i < charts.size(); i++) {
      charts.get(i).draw(svg, i * WIDTH);
    }
    return svg.finish();
  }

  private void draw(Svg svg, int left) {
    Axis x = Axis.of(points().stream().map(Point::x).toList(), left + LEFT, INSIDE_WIDTH);
    Axis y = Axis.of(points().stream().map(Point::y).toList(), TOP + INSIDE_HEIGHT, -INSIDE_HEIGHT);
    svg.text(left + 10, 20, "start", "bold", vertical + ", by " + horizontal);
    for (double power : x.powers()) {
      svg.line(x.at(power), TOP, x.at(power), TOP + INSIDE_HEIGHT, "#ddd");
      svg.text(x.at(power), TOP + INSIDE_HEIGHT + 18, "middle", "normal", label(power));
    }
    for (double power : y.powers()) {
      svg.line(left + LEFT, y.at(power), left + LEFT + INSIDE_WIDTH, y.at(power), "#ddd");
      svg.text(left + LEFT - 6, y.at(power) + 4, "end", "normal", label(power));
    }
    int number = 0;
    for (Map.Entry<String, List<Point>> line : lines.entrySet()) {
      String colour = Svg.colour(line.getKey());
      svg.text(left + LEFT + number * 115, 42, "start", "normal", line.getKey());
      svg.rectangle(left + LEFT - 14 + number * 115, 33, 10, 10, colour);
      List<Point> points = line.getValue();
      for (int i = 1; i < points.size(); i++) {
        Point from = points.get(i - 1);
        Point to = points.get(i);
        svg.line(x.at(from.x), y.at(from.y), x.at(to.x), y.at(to.y), colour);
      }
      number++;
    }
  }

  private List<Point> points() {
    return lines.values().stream().flatMap(List::stream).toList();
  }

  private static String label(double power) {
    return power >= 1 ? "%,d".formatted((long) power) : Double.toString(power);
  }

  /** A logarithmic axis from the power of ten below the minimum to the one above the maximum. */
  private record Axis(double first, double last, double begin, double length) {
    static Axis of(List<Double> values, double begin, double length) {
      double least = values.stream().mapToDouble(value -> value).min().orElse(1);
      double max = values.stream().mapToDouble(value -> value).max().orElse(1);
      double first = Math.floor(Math.log10(least));
      return new Axis(first, Math.max(first + 1, Math.ceil(Math.log10(max))), begin, length);
    }

    double at(double value) {
      return begin + length * (Math.log10(value) - first) / (last - first);
    }

    List<Double> powers() {
      List<Double> powers = new ArrayList<>();
      for (double power = first; power <= last; power++) {
        powers.add(Math.pow(10, power));
      }
      return powers;
    }
  }
}
