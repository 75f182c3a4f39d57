package io.pinelink.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import io.pinelink.grpc.proto.DeleteRequest;
import io.pinelink.grpc.proto.UpdateRequest;
import io.pinelink.grpc.proto.UpsertRequest;
import io.pinelink.grpc.proto.Vector;
import io.pinelink.grpc.proto.VectorServiceGrpc;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * One caller of a server that is killed, and what it knows: the versions of its own records in a
 * namespace of its own, of an alias and of backups. After a kill, it allows the state before and
 * after the call that had no response. Not thread-safe.
 */
final class KillModel {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String INDEX = "docs.localhost";
  private static final int IDS = 30;

  private final String namespace;
  private final SplittableRandom random;
  private final Map<String, Integer> records = new TreeMap<>();
  private final Map<String, Map<String, Integer>> backups = new LinkedHashMap<>();
  private @Nullable String alias;
  // The state after the call that has no response; null if every call has one.
  private @Nullable Map<String, Integer> uncertainRecords;
  private boolean uncertainAlias;
  private @Nullable String nextAlias;
  private int version;
  private long acknowledged;

  KillModel(String namespace, long seed) {
    this.namespace = namespace;
    this.random = new SplittableRandom(seed);
  }

  long acknowledged() {
    return acknowledged;
  }

  /** Makes calls until one fails because the server is killed. */
  void load(PlainHttp http, ManagedChannel channel, Runnable acknowledgement) {
    VectorServiceGrpc.VectorServiceBlockingStub stub =
        VectorServiceGrpc.newBlockingStub(channel).withInterceptors(PlainHttp.key());
    try {
      while (true) {
        change(http, stub);
        uncertainRecords = null;
        uncertainAlias = false;
        acknowledged++;
        acknowledgement.run();
      }
    } catch (IOException | StatusRuntimeException e) {
      // What the call would have changed is uncertain.
    }
  }

  private void change(PlainHttp http, VectorServiceGrpc.VectorServiceBlockingStub stub)
      throws IOException {
    int kind = random.nextInt(20);
    if (kind < 11 || records.isEmpty()) {
      upsert(http, stub);
    } else if (kind < 14) {
      update(http, stub);
    } else if (kind < 16) {
      delete(http, stub);
    } else if (kind < 19) {
      changeAlias(http);
    } else {
      backUp(http);
    }
  }

  private String id() {
    return "id" + random.nextInt(IDS);
  }

  private void upsert(PlainHttp http, VectorServiceGrpc.VectorServiceBlockingStub stub)
      throws IOException {
    Map<String, Integer> after = new TreeMap<>(records);
    Map<String, Integer> written = new TreeMap<>();
    version++;
    for (int i = random.nextInt(20); i >= 0; i--) {
      written.put(id(), version);
    }
    after.putAll(written);
    uncertainRecords = after;
    if (random.nextBoolean()) {
      UpsertRequest.Builder request = UpsertRequest.newBuilder().setNamespace(namespace);
      written.forEach(
          (id, number) ->
              request.addVectors(
                  Vector.newBuilder().setId(id).addValues(number).addValues(1).addValues(2)));
      var unused = stub.upsert(request.build());
    } else {
      List<String> vectors = new ArrayList<>();
      written.forEach(
          (id, number) -> vectors.add("{'id':'" + id + "','values':[" + number + ",1,2]}"));
      succeed(
          http.call(
              INDEX,
              "POST",
              "/vectors/upsert",
              "{'namespace':'" + namespace + "','vectors':[" + String.join(",", vectors) + "]}"));
    }
    records.putAll(written);
  }

  private void update(PlainHttp http, VectorServiceGrpc.VectorServiceBlockingStub stub)
      throws IOException {
    String id = id();
    Map<String, Integer> after = new TreeMap<>(records);
    version++;
    if (after.computeIfPresent(id, (same, old) -> version) == null) {
      return;
    }
    uncertainRecords = after;
    if (random.nextBoolean()) {
      var unused =
          stub.update(
              UpdateRequest.newBuilder()
                  .setNamespace(namespace)
                  .setId(id)
                  .addValues(version)
                  .addValues(1)
                  .addValues(2)
                  .build());
    } else {
      succeed(
          http.call(
              INDEX,
              "POST",
              "/vectors/update",
              "{'namespace':'"
                  + namespace
                  + "','id':'"
                  + id
                  + "','values':["
                  + version
                  + ",1,2]}"));
    }
    records.put(id, version);
  }

  private void delete(PlainHttp http, VectorServiceGrpc.VectorServiceBlockingStub stub)
      throws IOException {
    Set<String> ids = new TreeSet<>(Set.of(id()));
    ids.add(id());
    Map<String, Integer> after = new TreeMap<>(records);
    after.keySet().removeAll(ids);
    uncertainRecords = after;
    if (random.nextBoolean()) {
      var unused =
          stub.delete(DeleteRequest.newBuilder().setNamespace(namespace).addAllIds(ids).build());
    } else {
      succeed(
          http.call(
              INDEX,
              "POST",
              "/vectors/delete",
              "{'namespace':'" + namespace + "','ids':['" + String.join("','", ids) + "']}"));
    }
    records.keySet().removeAll(ids);
  }

  private String aliasName() {
    return "alias-" + namespace;
  }

  private void changeAlias(PlainHttp http) throws IOException {
    String path = "/namespace-aliases/" + aliasName();
    PlainHttp.Response response;
    String target = random.nextBoolean() ? namespace : "__default__";
    uncertainAlias = true;
    if (alias == null) {
      nextAlias = target;
      response =
          http.call(
              INDEX,
              "POST",
              "/namespace-aliases",
              "{'name':'" + aliasName() + "','target_namespace':'" + target + "'}");
    } else if (random.nextBoolean()) {
      nextAlias = target;
      response = http.call(INDEX, "PATCH", path, "{'target_namespace':'" + target + "'}");
    } else {
      nextAlias = null;
      response = http.call(INDEX, "DELETE", path, "");
    }
    succeed(response);
    alias = nextAlias;
  }

  private void backUp(PlainHttp http) throws IOException {
    JsonNode backup = succeed(http.call("localhost", "POST", "/indexes/docs/backups", "{}"));
    String id = backup.path("backup_id").textValue();
    backups.put(Objects.requireNonNull(id), new TreeMap<>(records));
    if (backups.size() > 3) {
      String oldest = backups.keySet().iterator().next();
      backups.remove(oldest);
      succeed(http.call("localhost", "DELETE", "/backups/" + oldest, ""));
    }
  }

  private static JsonNode succeed(PlainHttp.Response response) throws IOException {
    assertThat(response.status()).as(response.body()).isBetween(200, 299);
    return JSON.readTree(response.body().isEmpty() ? "{}" : response.body());
  }

  /** Compares a server that was started again, and takes over the outcome of the last call. */
  void compare(PlainHttp http) throws IOException {
    Map<String, Integer> actual = read(http, INDEX);
    if (!actual.equals(records)) {
      assertThat(actual)
          .as("records of %s", namespace)
          .isEqualTo(uncertainRecords == null ? records : uncertainRecords);
    }
    records.clear();
    records.putAll(actual);
    PlainHttp.Response found = http.call(INDEX, "GET", "/namespace-aliases/" + aliasName(), "");
    String target =
        found.status() == 404 ? null : succeed(found).path("target_namespace").textValue();
    if (!Objects.equals(target, alias)) {
      assertThat(uncertainAlias).as("%s leads to %s, not %s", aliasName(), target, alias).isTrue();
      assertThat(target).isEqualTo(nextAlias);
    }
    alias = target;
    Set<String> listed = new HashSet<>();
    for (JsonNode one :
        succeed(http.call("localhost", "GET", "/backups?limit=100", "")).path("data")) {
      listed.add(one.path("backup_id").textValue());
    }
    assertThat(listed).as("backups").containsAll(backups.keySet());
    uncertainRecords = null;
    uncertainAlias = false;
  }

  private Map<String, Integer> read(PlainHttp http, String host) throws IOException {
    StringBuilder ids = new StringBuilder();
    for (int i = 0; i < IDS; i++) {
      ids.append("&ids=id").append(i);
    }
    JsonNode fetched =
        succeed(http.call(host, "GET", "/vectors/fetch?namespace=" + namespace + ids, ""));
    Map<String, Integer> read = new TreeMap<>();
    fetched
        .path("vectors")
        .properties()
        .forEach(
            vector ->
                read.put(vector.getKey(), vector.getValue().path("values").get(0).intValue()));
    return read;
  }

  /** Restores one backup and compares its records of this caller. */
  void compareBackup(PlainHttp http) throws IOException {
    for (Map.Entry<String, Map<String, Integer>> backup : backups.entrySet()) {
      String name = "restored-" + namespace;
      succeed(
          http.call(
              "localhost",
              "POST",
              "/backups/" + backup.getKey() + "/create-index",
              "{'name':'" + name + "'}"));
      assertThat(read(http, name + ".localhost"))
          .as("backup %s", backup.getKey())
          .isEqualTo(backup.getValue());
      succeed(http.call("localhost", "DELETE", "/indexes/" + name, ""));
    }
  }
}
