package io.pinelink.benchmarks.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A chart of groups of horizontal bars, one per client, with whiskers from the minimum to the
 * maximum.
 */
final class BarChart {
  private static final int WIDTH = 860;
  private static final int LEFT = 230;
  private static final int RIGHT = 70;
  private static final int TOP = 70;
  private static final int THICKNESS = 13;
  private static final int GAP = 16;
  private static final int LEGEND = 190;

  private final String title;
  private final List<String> clients;
  private final List<Group> groups = new ArrayList<>();

  private record Group(String name, List<@Nullable Spread> bars) {}

  BarChart(String title, List<String> clients) {
    this.title = title;
    this.clients = clients;
  }

  void add(String name, Function<String, @Nullable Spread> bar) {
    List<@Nullable Spread> bars = new ArrayList<>();
    clients.forEach(client -> bars.add(bar.apply(client)));
    groups.add(new Group(name, bars));
  }

  String toSvg() {
    int group = clients.size() * THICKNESS + GAP;
    Svg svg = new Svg(WIDTH, TOP + groups.size() * group);
    svg.text(10, 22, "start", "bold", title);
    for (int i = 0; i < clients.size(); i++) {
      svg.rectangle(10 + i * LEGEND, 36, 11, 11, Svg.colour(clients.get(i)));
      svg.text(26 + i * LEGEND, 46, "start", "normal", clients.get(i));
    }
    double scale = (WIDTH - LEFT - RIGHT) / max();
    for (int i = 0; i < groups.size(); i++) {
      int top = TOP + i * group;
      svg.text(LEFT - 10, top + group / 2 - 4, "end", "normal", groups.get(i).name());
      for (int j = 0; j < clients.size(); j++) {
        Spread bar = groups.get(i).bars().get(j);
        if (bar != null) {
          bar(svg, top + j * THICKNESS, bar, scale, Svg.colour(clients.get(j)));
        }
      }
    }
    return svg.finish();
  }

  private static void bar(Svg svg, int y, Spread bar, double scale, String colour) {
    svg.rectangle(LEFT, y, bar.median() * scale, THICKNESS - 2, colour);
    double middle = y + (THICKNESS - 2) / 2.0;
    svg.line(LEFT + bar.min() * scale, middle, LEFT + bar.max() * scale, middle, "#222");
    svg.text(
        LEFT + bar.max() * scale + 5,
        y + THICKNESS - 3,
        "start",
        "normal",
        String.format(Locale.ROOT, "%.1f", bar.median()));
  }

  private double max() {
    double max = 1;
    for (Group group : groups) {
      for (Spread bar : group.bars()) {
        max = bar == null ? max : Math.max(max, bar.max());
      }
    }
    return max;
  }
}
