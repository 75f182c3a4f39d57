package io.pinelink.local.serverapi;

import io.pinelink.local.datalog.SnapshotBytes;
import io.pinelink.local.datalog.SnapshotShelf;
import io.pinelink.server.internal.http.ServerResponse;
import io.pinelink.server.internal.wire.PlainJson;
import io.pinelink.server.shaded.com.fasterxml.jackson.databind.node.ArrayNode;
import io.pinelink.server.shaded.com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The operations on named snapshots of the server. */
public final class SnapshotOperations {
  private static final int CONFLICT = 409;
  private static final int FAILED = 500;
  private static final int INSUFFICIENT_STORAGE = 507;

  private final SnapshotShelf shelf;
  private final Supplier<SnapshotBytes> maker;
  private final Consumer<SnapshotBytes> restorer;

  /**
   * @param shelf where snapshots are kept
   * @param maker makes a snapshot of the server; it may throw an {@link IllegalStateException}
   * @param restorer restores a snapshot; it may throw an {@link UncheckedIOException}
   */
  public SnapshotOperations(
      SnapshotShelf shelf, Supplier<SnapshotBytes> maker, Consumer<SnapshotBytes> restorer) {
    this.shelf = shelf;
    this.maker = maker;
    this.restorer = restorer;
  }

  public void addTo(ApiTable table) {
    table
        .add("POST", "snapshot", this::take)
        .add("POST", "restore", this::restore)
        .add("GET", "snapshots", request -> list());
  }

  private static String name(ApiRequest request) {
    JsonBody body = request.json().only("name");
    String name = body.requiredText("name");
    if (!name.matches(SnapshotShelf.NAME)) {
      throw body.refused("name", "is '" + name + "', expected 1 to 64 letters, digits, - and _");
    }
    return name;
  }

  private ServerResponse take(ApiRequest request) {
    String name = name(request);
    try {
      SnapshotBytes snapshot = maker.get();
      shelf.put(name, snapshot);
      return ServerResponse.json(200, described(name, snapshot.size()).toString());
    } catch (IllegalStateException e) {
      throw ApiRefusal.of(CONFLICT, String.valueOf(e.getMessage()));
    } catch (IOException e) {
      throw ApiRefusal.of(INSUFFICIENT_STORAGE, "the snapshot cannot be saved: " + e.getMessage());
    }
  }

  private ServerResponse restore(ApiRequest request) {
    String name = name(request);
    try {
      restorer.accept(
          shelf
              .find(name)
              .orElseThrow(
                  () -> ApiRefusal.notFound("name", name, "there is no snapshot " + name)));
      return ServerResponse.empty(204);
    } catch (IllegalStateException | UncheckedIOException e) {
      throw ApiRefusal.of(CONFLICT, String.valueOf(e.getMessage()));
    } catch (IOException e) {
      throw ApiRefusal.of(CONFLICT, "the snapshot cannot be read: " + e.getMessage());
    }
  }

  private ServerResponse list() {
    ObjectNode body = PlainJson.MAPPER.createObjectNode();
    ArrayNode list = body.putArray("snapshots");
    try {
      shelf.sizes().forEach((name, bytes) -> list.add(described(name, bytes)));
    } catch (IOException e) {
      throw ApiRefusal.of(FAILED, "the data directory cannot be read: " + e.getMessage());
    }
    return ServerResponse.json(200, body.toString());
  }

  private static ObjectNode described(String name, long bytes) {
    return PlainJson.MAPPER.createObjectNode().put("name", name).put("bytes", bytes);
  }
}
