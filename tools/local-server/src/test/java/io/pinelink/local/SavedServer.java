package io.pinelink.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.pinelink.server.EmbeddedPinecone;
import io.pinelink.server.EmbeddedPineconeBuilder;
import io.pinelink.server.EmbeddedProject;
import io.pinelink.server.internal.http.ListenerRole;
import io.pinelink.server.internal.http.ServerCall;
import io.pinelink.server.internal.http.ServerResponse;
import io.pinelink.server.shaded.io.netty.handler.codec.http.DefaultHttpHeaders;
import io.pinelink.server.shaded.io.netty.handler.codec.http.HttpHeaders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Calls of a server in local mode on one port, without sockets, and everything that it returns to
 * reads. JSON is written with single quotes.
 */
final class SavedServer implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String VERSION = "2026-07";
  private static final String POD_QUERY =
      "/query {'topK':100,'vector':[1,1],'includeValues':true,'includeMetadata':true}";

  final LocalServer local;
  final EmbeddedPinecone pinecone;

  SavedServer(LocalServer local) {
    this.local = local;
    this.pinecone = local.pinecone();
  }

  static SavedServer start(Path directory) {
    return start(directory, SavePolicy.always());
  }

  static SavedServer start(Path directory, SavePolicy policy) {
    return new SavedServer(LocalServer.builder(service()).data(directory).save(policy).start());
  }

  static EmbeddedPineconeBuilder service() {
    return EmbeddedPinecone.builder().localMode().onePort().advertise("localhost:5080");
  }

  /** Copies a directory as it is now, which is what a killed process leaves. */
  static Path copy(Path directory, Path target) {
    try (Stream<Path> files = Files.list(directory)) {
      Files.createDirectories(target);
      for (Path file : files.toList()) {
        Files.copy(file, target.resolve(file.getFileName()));
      }
      return target;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  ServerResponse call(String host, String method, String path, String body, String... headers) {
    HttpHeaders all =
        new DefaultHttpHeaders()
            .add("host", host)
            .add("api-key", EmbeddedPinecone.API_KEY)
            .add(ServerCall.API_VERSION, VERSION);
    for (int i = 0; i < headers.length; i += 2) {
      all.set(headers[i], headers[i + 1]);
    }
    ListenerRole role = host.equals("localhost") ? ListenerRole.CONTROL : ListenerRole.LOCAL_DATA;
    byte[] bytes = body.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    return local.controls().service().match(new ServerCall(role, method, path, all, bytes)).get();
  }

  static String text(ServerResponse response) {
    return new String(response.body(), StandardCharsets.UTF_8);
  }

  private static JsonNode json(ServerResponse response) {
    try {
      return JSON.readTree(response.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonNode succeeded(ServerResponse response) {
    assertThat(response.status()).as(text(response)).isBetween(200, 299);
    return response.body().length == 0 ? JSON.nullNode() : json(response);
  }

  JsonNode control(String method, String path, String body, String... headers) {
    return succeeded(call("localhost", method, path, body, headers));
  }

  JsonNode data(String index, String method, String path, String body, String... headers) {
    return succeeded(call(index + ".localhost", method, path, body, headers));
  }

  String token() {
    JsonNode response =
        control(
            "POST",
            "/oauth/token",
            "{'client_id':'embedded-client','client_secret':'embedded-secret',"
                + "'grant_type':'client_credentials','audience':'https://api.pinecone.io/'}",
            "content-type",
            "application/json");
    return response.path("access_token").textValue();
  }

  JsonNode admin(String method, String path, String body) {
    return control(method, path, body, "authorization", "Bearer " + token());
  }

  void createDense(String name) {
    control(
        "POST",
        "/indexes",
        "{'name':'"
            + name
            + "','dimension':2,'metric':'dotproduct',"
            + "'spec':{'serverless':{'cloud':'aws','region':'us-east-1'}}}",
        ServerCall.API_VERSION,
        "2026-04");
  }

  void upsert(String index, String namespace, String id, double value) {
    data(
        index,
        "POST",
        "/vectors/upsert",
        "{'namespace':'"
            + namespace
            + "','vectors':[{'id':'"
            + id
            + "','values':["
            + value
            + ",1],'metadata':{'n':"
            + value
            + ",'text':'ü "
            + id
            + "','flag':true,'list':['a','b']}}]}");
  }

  /** Checks that another server returns the same to every read. */
  void assertReadsAs(Map<String, String> others) {
    Map<String, String> mine = reads();
    assertThat(mine.keySet()).containsExactlyElementsOf(others.keySet());
    mine.forEach((read, response) -> assertThat(response).as(read).isEqualTo(others.get(read)));
  }

  /** Returns the response to every read, by method and path. */
  Map<String, String> reads() {
    Map<String, String> reads = new TreeMap<>();
    String token = token();
    for (String kind :
        new String[] {
          "organizations", "projects", "users", "invites", "service-accounts", "role-bindings"
        }) {
      put(reads, "localhost", "/admin/" + kind, "authorization", "Bearer " + token);
    }
    for (JsonNode project : admin("GET", "/admin/projects", "").path("data")) {
      String path = "/admin/projects/" + project.path("id").textValue() + "/api-keys";
      put(reads, "localhost", path, "authorization", "Bearer " + token);
    }
    for (EmbeddedProject project : pinecone.projects()) {
      readProject(reads, project.apiKey());
    }
    return reads;
  }

  private void readProject(Map<String, String> reads, String key) {
    JsonNode indexes = succeeded(call("localhost", "GET", "/indexes", "", "api-key", key));
    for (String path :
        new String[] {
          "/indexes", "/backups", "/restore-jobs", "/conversion-jobs", "/collections"
        }) {
      put(reads, "localhost", path, "api-key", key);
    }
    for (JsonNode index : indexes.path("indexes")) {
      String name = index.path("name").textValue();
      put(reads, "localhost", "/indexes/" + name + "/backups", "api-key", key);
      put(reads, "localhost", "/indexes/" + name + "/backup-schedules", "api-key", key);
      readIndex(reads, name + ".localhost", key);
    }
  }

  private void readIndex(Map<String, String> reads, String host, String key) {
    put(reads, host, "/namespaces", "api-key", key);
    put(reads, host, "/namespace-aliases", "api-key", key);
    put(reads, host, "/bulk/imports", "api-key", key);
    for (String read : new String[] {"/describe_index_stats {}", POD_QUERY}) {
      String[] parts = read.split(" ", 2);
      reads.put(
          key + " " + host + read, text(call(host, "POST", parts[0], parts[1], "api-key", key)));
    }
    JsonNode namespaces = json(call(host, "GET", "/namespaces", "", "api-key", key));
    for (JsonNode namespace : namespaces.path("namespaces")) {
      String name = namespace.path("name").textValue();
      put(reads, host, "/vectors/list?namespace=" + name, "api-key", key);
      JsonNode listed =
          json(call(host, "GET", "/vectors/list?namespace=" + name, "", "api-key", key));
      for (JsonNode vector : listed.path("vectors")) {
        String id = vector.path("id").textValue();
        put(reads, host, "/vectors/fetch?namespace=" + name + "&ids=" + id, "api-key", key);
      }
      ServerResponse documents =
          call(
              host,
              "POST",
              "/namespaces/" + name + "/documents/fetch",
              "{'ids':['a','b','c'],'include_fields':['*']}",
              "api-key",
              key);
      reads.put(key + " " + host + " documents " + name, text(documents));
    }
  }

  private void put(Map<String, String> reads, String host, String path, String... headers) {
    ServerResponse response = call(host, "GET", path, "", headers);
    String lsn = response.headers().getOrDefault("x-pinecone-max-indexed-lsn", "");
    reads.put(
        headers[1].replaceAll("Bearer.*", "admin") + " " + host + path,
        response.status() + " " + lsn + " " + text(response));
  }

  @Override
  public void close() {
    pinecone.close();
  }
}
