package io.pinelink.server.internal.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What answers which method and path, and which operation that is. A path is written as {@code
 * /indexes/{name}/backups}; a segment in braces stands for any one segment.
 *
 * @param <H> what is found
 */
public final class PathTable<H> {
  private final List<Row<H>> rows = new ArrayList<>();

  /**
   * Adds a row; an earlier one wins.
   *
   * @param operation as the client names it: see {@link io.pinelink.spi.Operation#name()}
   */
  public PathTable<H> on(String operation, String method, String path, H handler) {
    rows.add(new Row<>(operation, method, segments(path), handler));
    return this;
  }

  /** The operations of all rows. */
  public Set<String> operations() {
    return rows.stream().map(Row::operation).collect(Collectors.toSet());
  }

  /** The first row that fits the call. */
  public Optional<Found<H>> find(ServerRequest call) {
    List<String> segments = segments(call.path());
    for (Row<H> row : rows) {
      if (row.fits(call.method(), segments)) {
        return Optional.of(new Found<>(row.operation, row.handler, row.variables(segments)));
      }
    }
    return Optional.empty();
  }

  /**
   * What was found.
   *
   * @param variables what stands in the segments with braces, decoded, in their order
   */
  public record Found<H>(String operation, H handler, List<String> variables) {}

  private record Row<H>(String operation, String method, List<String> segments, H handler) {
    boolean fits(String otherMethod, List<String> others) {
      if (!method.equals(otherMethod) || segments.size() != others.size()) {
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

    List<String> variables(List<String> others) {
      List<String> variables = new ArrayList<>();
      for (int i = 0; i < segments.size(); i++) {
        if (isVariable(segments.get(i))) {
          variables.add(decoded(others.get(i)));
        }
      }
      return List.copyOf(variables);
    }
  }

  private static List<String> segments(String path) {
    return List.of(path.split("/", -1));
  }

  private static boolean isVariable(String segment) {
    return segment.startsWith("{");
  }

  private static String decoded(String segment) {
    try {
      return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return segment; // Nothing has such a name.
    }
  }
}
