package io.pinelink.console;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The two-dimensional picture of a sample of vectors. */
final class VectorPicture {
  /** Fields by which the page can colour the points. */
  private static final int MAX_FIELDS = 40;

  private VectorPicture() {}

  /** Returns points with positions from -1 to 1, and the fields by which they can be coloured. */
  static Map<String, @Nullable Object> of(VectorSample sample) {
    List<VectorSample.Point> points = sample.points();
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("method", sample.method());
    json.put("dimension", sample.dimension());
    json.put("skipped", sample.skipped());
    json.put("calls", sample.calls());
    List<String> names = fieldNames(points);
    json.put("fields", names);
    json.put("points", List.of());
    json.put("shares", List.of(0.0, 0.0));
    if (points.isEmpty()) {
      return json;
    }
    PrincipalComponents plane =
        PrincipalComponents.of(points.stream().map(VectorSample.Point::values).toList());
    // One scale for both axes, so that distances in the picture can be compared.
    double scale = 0;
    for (int i = 0; i < points.size(); i++) {
      scale =
          Math.max(scale, Math.max(Math.abs(plane.position(i, 0)), Math.abs(plane.position(i, 1))));
    }
    List<Map<String, @Nullable Object>> list = new ArrayList<>();
    for (int i = 0; i < points.size(); i++) {
      Map<String, @Nullable Object> point = new LinkedHashMap<>();
      point.put("id", points.get(i).id());
      point.put("x", scaled(plane.position(i, 0), scale));
      point.put("y", scaled(plane.position(i, 1), scale));
      point.put("values", values(points.get(i).fields(), names));
      list.add(point);
    }
    json.put("points", list);
    json.put("shares", List.of(plane.share(0), plane.share(1)));
    return json;
  }

  private static double scaled(double position, double scale) {
    return scale == 0 ? 0 : Math.round(position / scale * 1e5) / 1e5;
  }

  private static List<String> fieldNames(List<VectorSample.Point> points) {
    return points.stream()
        .flatMap(point -> point.fields().keySet().stream())
        .distinct()
        .limit(MAX_FIELDS)
        .toList();
  }

  private static List<@Nullable Object> values(Map<String, Object> fields, List<String> names) {
    List<@Nullable Object> values = new ArrayList<>();
    names.forEach(name -> values.add(fields.get(name)));
    return values;
  }
}
