package io.pinelink.cli.console;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Vectors of a namespace with their fields, without duplicates. */
final class VectorSample {
  /** The maximum number of floats, 64 MB of them. A sample of long vectors has fewer vectors. */
  private static final int MAX_FLOATS = 16_000_000;

  /** A vector with what the picture shows of it. */
  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  record Point(String id, float[] values, Map<String, ?> fields) {}

  private final Map<String, Point> points = new LinkedHashMap<>();
  private final int max;
  private long floats;
  private int skipped;
  private int calls;
  private String method = "";

  VectorSample(int max) {
    this.max = max;
  }

  /** Adds a vector; one without dense values, or with another dimension, is only counted. */
  void add(String id, float[] values, Map<String, ?> fields) {
    if (values.length == 0 || (dimension() > 0 && values.length != dimension())) {
      skipped++;
    } else if (!isFull() && points.putIfAbsent(id, new Point(id, values, fields)) == null) {
      floats += values.length;
    }
  }

  boolean isFull() {
    return points.size() >= max || floats >= MAX_FLOATS;
  }

  int dimension() {
    return points.values().stream().findFirst().map(point -> point.values().length).orElse(0);
  }

  List<Point> points() {
    return new ArrayList<>(points.values());
  }

  int skipped() {
    return skipped;
  }

  void called() {
    calls++;
  }

  int calls() {
    return calls;
  }

  /** Sets how the vectors were chosen, in words. */
  void chosen(String how) {
    method = how;
  }

  String method() {
    return method;
  }
}
