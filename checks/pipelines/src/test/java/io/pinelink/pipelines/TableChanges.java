package io.pinelink.pipelines;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;

/** Random changes of rows as JSON Lines, and what must be stored once all of them are written. */
final class TableChanges {
  static final int DIMENSION = 8;
  private static final String TITLE = "Row ";
  private static final int HOT_IDS = 100;
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * The stored state of an id.
   *
   * @param values the version whose values it has
   * @param metadata the version in its metadata, which an update changes
   */
  record Stored(long values, long metadata) {}

  private final SplittableRandom random;
  private final Map<String, Stored> stored = new HashMap<>();
  private int ids;
  private long version;

  TableChanges(long seed) {
    this.random = new SplittableRandom(seed);
  }

  /** Writes a file of new rows. */
  void insert(Path file, int count) throws IOException {
    try (BufferedWriter out = open(file)) {
      for (int i = 0; i < count; i++) {
        upsert(out, "id-" + ids++);
      }
    }
  }

  /**
   * Writes a file that changes rows, also deleted ones: a fifth deletes, and a fifth updates. It
   * changes each id at most once, since Spark gives the rows of a batch no order.
   */
  void change(Path file, int count) throws IOException {
    Set<String> changed = new HashSet<>();
    try (BufferedWriter out = open(file)) {
      while (changed.size() < count) {
        String id = "id-" + random.nextInt(ids);
        if (changed.add(id)) {
          change(out, id);
        }
      }
    }
  }

  /**
   * Writes a file of changes as {@link #change(Path, int)} does, half of which are of a hundred
   * ids. The column {@code version} has their order.
   */
  void changeOften(Path file, int count) throws IOException {
    try (BufferedWriter out = open(file)) {
      for (int i = 0; i < count; i++) {
        change(out, "id-" + random.nextInt(random.nextBoolean() ? HOT_IDS : ids));
      }
    }
  }

  private void change(BufferedWriter out, String id) throws IOException {
    switch (random.nextInt(5)) {
      case 0 -> delete(out, id);
      case 1 -> update(out, id);
      default -> upsert(out, id);
    }
  }

  private static BufferedWriter open(Path file) throws IOException {
    Files.createDirectories(file.getParent());
    return Files.newBufferedWriter(file);
  }

  private void upsert(BufferedWriter out, String id) throws IOException {
    long next = version;
    ObjectNode row = row(id, "upsert");
    ArrayNode values = row.putArray("values");
    for (float value : values(next)) {
      values.add(value);
    }
    ObjectNode metadata = row.putObject("metadata");
    metadata.put("version", next).put("title", TITLE + next).put("even", next % 2 == 0);
    metadata.putArray("tags").add("a").add(tag(next));
    line(out, row);
    stored.put(id, new Stored(next, next));
  }

  private void update(BufferedWriter out, String id) throws IOException {
    long next = version;
    ObjectNode row = row(id, "update");
    row.putObject("metadata").put("version", next);
    line(out, row);
    stored.computeIfPresent(id, (key, old) -> new Stored(old.values(), next));
  }

  private void delete(BufferedWriter out, String id) throws IOException {
    line(out, row(id, "delete"));
    stored.remove(id);
  }

  private ObjectNode row(String id, String mode) {
    return JSON.createObjectNode().put("id", id).put("mode", mode).put("version", version++);
  }

  private static void line(BufferedWriter out, ObjectNode row) throws IOException {
    out.write(row.toString());
    out.newLine();
  }

  /** Returns the version of a title. */
  static long version(String title) {
    return Long.parseLong(title.substring(TITLE.length()));
  }

  /** Returns the second tag of a version. */
  static String tag(long version) {
    return "tag " + version % 7;
  }

  /** Returns the values of a version. */
  static float[] values(long version) {
    float[] values = new float[DIMENSION];
    for (int i = 0; i < DIMENSION; i++) {
      values[i] = version % 1_000 + i + 1.1f;
    }
    return values;
  }

  /** Returns the ids whose stored versions differ, with both; empty if all are right. */
  List<String> differences(Map<String, Stored> found) {
    Set<String> ids = new HashSet<>(stored.keySet());
    ids.addAll(found.keySet());
    return ids.stream()
        .filter(id -> !Objects.equals(stored.get(id), found.get(id)))
        .map(id -> id + ": expected " + stored.get(id) + ", stored " + found.get(id))
        .limit(20)
        .toList();
  }
}
