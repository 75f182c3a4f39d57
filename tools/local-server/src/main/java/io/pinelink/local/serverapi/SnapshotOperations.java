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
  private static final int NOT_FOUND = 404;
  private static final int CONFLICT = 409;
  private static final int FAILED = 500;
  private static final int INSUFFICIENT_STORAGE = 507;

  private static final String NAME =
      """
      {
        "type": "object",
        "properties": {
          "name": {"type": "string", "pattern": "^[A-Za-z0-9_-]{1,64}$", "description": "The name of the snapshot."}
        },
        "required": ["name"],
        "additionalProperties": false
      }
      """;

  private static final String SNAPSHOT =
      """
      {
        "type": "object",
        "properties": {
          "name": {"type": "string"},
          "bytes": {"type": "integer", "description": "Its size."}
        },
        "required": ["name", "bytes"],
        "additionalProperties": false
      }
      """;

  private static final String SNAPSHOTS =
      """
      {
        "type": "object",
        "properties": {
          "snapshots": {"type": "array", "items": {"$ref": "#/components/schemas/Snapshot"}}
        },
        "required": ["snapshots"],
        "additionalProperties": false
      }
      """;

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
        .schema("SnapshotName", NAME)
        .schema("Snapshot", SNAPSHOT)
        .schema("Snapshots", SNAPSHOTS)
        .add(
            ApiOperation.of(
                    "POST",
                    "snapshot",
                    "takeSnapshot",
                    "Keeps a snapshot of all data under a name, in place of any other with the"
                        + " name: in the data directory, or in memory if there is none.")
                .accepting("SnapshotName")
                .returning("Snapshot")
                .refusing(CONFLICT)
                .refusing(INSUFFICIENT_STORAGE)
                .by(this::take))
        .add(
            ApiOperation.of(
                    "POST",
                    "restore",
                    "restoreSnapshot",
                    "Replaces all data by the data of a snapshot.")
                .accepting("SnapshotName")
                .refusing(NOT_FOUND)
                .refusing(CONFLICT)
                .by(this::restore))
        .add(
            ApiOperation.of("GET", "snapshots", "listSnapshots", "Returns the names of snapshots.")
                .returning("Snapshots")
                .by(request -> list()));
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
