package io.pinelink.server.internal.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A table that maps routes to operations and their handlers. A route is a method and a path, such
 * as {@code GET /indexes/{name}/backups}; a segment in braces, of which there is at most one,
 * matches any single segment.
 *
 * @param <H> the type of the handlers
 */
public final class PathTable<H> {
  private final List<Row<H>> rows = new ArrayList<>();

  /**
   * Adds a row; earlier rows take precedence.
   *
   * @param operation the client's name of the operation: see {@link
   *     io.pinelink.spi.Operation#name()}
   */
  public PathTable<H> on(String operation, String route, H handler) {
    return since("", operation, route, handler);
  }

  /**
   * Adds a row for calls that name a given API version or a later one; earlier rows take
   * precedence.
   *
   * @param version the first version; empty for all calls, also those that name none
   */
  public PathTable<H> since(String version, String operation, String route, H handler) {
    List<String> segments = segments(route);
    if (segments.stream().filter(PathTable::isVariable).count() > 1) {
      throw new IllegalArgumentException(route + " has more than one segment in braces");
    }
    rows.add(new Row<>(version, operation, segments, handler));
    return this;
  }

  /**
   * Adds all rows of another table.
   *
   * @param adapt converts a handler of the other table to one of this table
   */
  public <G> PathTable<H> addAll(PathTable<G> other, Function<G, H> adapt) {
    for (Row<G> row : other.rows) {
      rows.add(new Row<>(row.version, row.operation, row.segments, adapt.apply(row.handler)));
    }
    return this;
  }

  /** Returns the operations of all rows. */
  public Set<String> operations() {
    return rows.stream().map(Row::operation).collect(Collectors.toSet());
  }

  /**
   * Returns the handler of the first row that matches a call, and sets the operation of the call;
   * null if there is none.
   */
  public @Nullable H match(ServerCall call) {
    List<String> segments = segments(call.method() + " " + call.path());
    for (Row<H> row : rows) {
      if (row.fits(segments) && call.isVersionOrLater(row.version)) {
        call.setOperation(row.operation, row.value(segments));
        return row.handler;
      }
    }
    return null;
  }

  private record Row<H>(String version, String operation, List<String> segments, H handler) {
    boolean fits(List<String> others) {
      if (segments.size() != others.size()) {
        return false;
      }
      for (int i = 0; i < segments.size(); i++) {
        if (isVariable(segments.get(i))
            ? others.get(i).isEmpty()
            : !segments.get(i).equals(others.get(i))) {
          return false;
        }
      }
      return true;
    }

    /** Returns the segment in the place of the one in braces, decoded; empty if there is none. */
    String value(List<String> others) {
      for (int i = 0; i < segments.size(); i++) {
        if (isVariable(segments.get(i))) {
          return decoded(others.get(i));
        }
      }
      return "";
    }
  }

  private static List<String> segments(String route) {
    return List.of(route.split("/", -1));
  }

  private static boolean isVariable(String segment) {
    return segment.startsWith("{");
  }

  private static String decoded(String segment) {
    try {
      return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return segment; // No resource has such a name.
    }
  }
}
