package io.pinelink.local.serverapi;

import io.pinelink.server.EmbeddedPinecone;
import io.pinelink.server.internal.http.ServerResponse;
import io.pinelink.server.internal.product.ServerControls;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The operations of the server's interface, which {@code openapi.json} describes. */
public final class ApiTable {
  /** The common start of all paths. */
  static final String PREFIX = "/_pinelink/";

  private final List<ApiOperation> operations = new ArrayList<>();

  private ApiTable() {}

  /**
   * An operation, and the value in its path.
   *
   * @param pathValue empty if its path has no braces
   */
  record Found(ApiOperation operation, String pathValue) {}

  /** Returns a table with the operations that every server has, to which others can be added. */
  public static ApiTable of(EmbeddedPinecone pinecone, ServerControls server) {
    ApiTable table = new ApiTable();
    new StateOperations(pinecone, server).addTo(table);
    new RequestOperations(server.log(), pinecone.faults()::operations).addTo(table);
    new ClockOperations(server.clock()).addTo(table);
    new LimitOperations(pinecone, server).addTo(table);
    new DelayOperations(server.delays()).addTo(table);
    new FaultOperations(pinecone.faults()).addTo(table);
    return table.add("GET", "openapi.json", request -> document());
  }

  private static ServerResponse document() {
    try (InputStream file = ApiTable.class.getResourceAsStream("openapi.json")) {
      byte[] text = Objects.requireNonNull(file).readAllBytes();
      return ServerResponse.json(200, new String(text, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Adds an operation without parameters, which needs the token and answers at once. */
  public ApiTable add(String method, String path, Function<ApiRequest, ServerResponse> answer) {
    return add(new ApiOperation(method, path, List.of(), false, ApiOperation.answering(answer)));
  }

  ApiTable add(ApiOperation operation) {
    operations.add(operation);
    return this;
  }

  List<ApiOperation> operations() {
    return operations;
  }

  /** Returns whether callers on loopback need no token. */
  boolean isOpen(String method, String path) {
    return operations.stream()
        .anyMatch(
            operation ->
                operation.open()
                    && operation.method().equals(method)
                    && match(PREFIX + operation.path(), path) != null);
  }

  /** Returns the operation of a method and a path, or refuses them. */
  Found find(String method, String path) {
    Set<String> methods = new TreeSet<>();
    for (ApiOperation operation : operations) {
      String value = match(PREFIX + operation.path(), path);
      if (value != null) {
        if (operation.method().equals(method)) {
          return new Found(operation, value);
        }
        methods.add(operation.method());
      }
    }
    if (methods.isEmpty()) {
      throw ApiRefusal.of(
          404, "path", path, "there is no " + path + "; see " + PREFIX + "openapi.json");
    }
    throw ApiRefusal.of(
        405, "method", method, method + " " + path + ": expected one of " + methods);
  }

  /** Returns the value in the place of braces, empty without braces; null if there is no match. */
  private static @Nullable String match(String pattern, String path) {
    int open = pattern.indexOf('{');
    if (open < 0) {
      return pattern.equals(path) ? "" : null;
    }
    String before = pattern.substring(0, open);
    String after = pattern.substring(pattern.indexOf('}') + 1);
    if (!path.startsWith(before)
        || !path.endsWith(after)
        || path.length() <= before.length() + after.length()) {
      return null;
    }
    String value = path.substring(before.length(), path.length() - after.length());
    return value.indexOf('/') < 0 ? decoded(value) : null;
  }

  private static String decoded(String segment) {
    try {
      return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return segment; // No id has such a form.
    }
  }
}
