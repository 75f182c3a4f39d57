package io.pinelink.conformance;

import io.pinelink.DocumentIndex;
import io.pinelink.Index;
import io.pinelink.Pinelink;
import io.pinelink.RecordIndex;
import io.pinelink.model.Protocol;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The surroundings of a check: its index, its protocol and its route. */
final class RowLab {
  /** The version of classic indexes. */
  static final String CLASSIC = "2026-04";

  static final String NEWEST = "2026-07";

  /** The number of looks at something that becomes visible after a while. */
  private static final int MAX_POLLS = 40;

  private static final String JSON = "application/json";

  private final Clients clients;
  private final RecordingProxy proxy;
  private final ServiceCalls calls;
  private final FixtureIndexes indexes;
  private final RowCell cell;
  private final FixtureIndexes.@Nullable Created created;

  RowLab(
      Clients clients,
      RecordingProxy proxy,
      ServiceCalls calls,
      FixtureIndexes indexes,
      RowCell cell,
      FixtureIndexes.@Nullable Created created) {
    this.clients = clients;
    this.proxy = proxy;
    this.calls = calls;
    this.indexes = indexes;
    this.cell = cell;
    this.created = created;
  }

  /** Returns the protocol of the row. */
  Protocol protocol() {
    return cell.protocol();
  }

  /** Returns a namespace that no other row uses. */
  String namespace() {
    return cell.row().id() + "-" + (cell.protocol() + "-" + cell.route()).toLowerCase(Locale.ROOT);
  }

  /** Returns the name of the index. */
  String indexName() {
    return index().name();
  }

  private FixtureIndexes.Created index() {
    if (created == null) {
      throw new IllegalStateException("row " + cell.row().id() + " has no index");
    }
    return created;
  }

  private int port() {
    String host = index().host();
    if (host == null) {
      throw new IllegalStateException("the index does not serve");
    }
    return proxy.port(host, cell.route());
  }

  /** Returns the host of the index as clients see it: a port of the proxy. */
  private String host() {
    return "localhost:" + port();
  }

  private Pinelink data() {
    return clients.data(cell.protocol());
  }

  /** Returns the vectors of the index, in the namespace of the row. */
  Index vectors() {
    return data().indexAt(host()).namespace(namespace());
  }

  /** Returns the vectors over REST, which has operations that gRPC lacks. */
  Index vectorsOverRest() {
    return clients.data(Protocol.REST).indexAt(host()).namespace(namespace());
  }

  /** Returns the documents of the index, in the namespace of the row. */
  DocumentIndex documents() {
    return data().documentsAt(host()).namespace(namespace());
  }

  /** Returns the records of the index, in the namespace of the row. */
  RecordIndex records() {
    return data().recordsAt(host()).namespace(namespace());
  }

  Pinelink control() {
    return clients.control();
  }

  /** Makes a call of a client. */
  Seen call(ServiceCalls.Call call) {
    return calls.make(call);
  }

  /** Makes a call of a client with other settings, which is closed afterwards. */
  Seen callWith(UnaryOperator<Pinelink.Builder> settings, Function<Index, @Nullable Object> call) {
    try (Pinelink client = clients.special(cell.protocol(), settings)) {
      return calls.make(() -> call.apply(client.indexAt(host()).namespace(namespace())));
    }
  }

  /** Posts JSON to the index. */
  Seen post(String version, String path, String json) {
    return calls.send(port(), "POST", path, json, JSON, version);
  }

  /** Posts lines of JSON to the index. */
  Seen postLines(String version, String path, String lines) {
    return calls.send(port(), "POST", path, lines, "application/x-ndjson", version);
  }

  Seen get(String version, String path) {
    return calls.send(port(), "GET", path, "", JSON, version);
  }

  /** Sends a request to the control plane. */
  Seen control(String version, String method, String path, String json) {
    return calls.send(proxy.controlPort(), method, path, json, JSON, version);
  }

  /** Repeats a call until its result is as wanted, within a bound. */
  Seen await(Supplier<Seen> call, Predicate<Seen> wanted) {
    return calls.await(MAX_POLLS, call, wanted);
  }

  /** Creates another index; {@link #deleteIndex} or the end of the run deletes it. */
  Seen createIndex(String word, Map<String, ? extends @Nullable Object> members) {
    return indexes.create("/indexes", NEWEST, indexName(word), members);
  }

  String indexName(String word) {
    return indexes.names().name(word);
  }

  void deleteIndex(String word) {
    indexes.delete(indexName(word));
  }

  /** Announces an index that another request than a creation makes; returns the tags it needs. */
  Map<String, String> announce(String word) {
    indexes.record(indexName(word));
    return Map.of(RunNames.TAG, indexes.names().run());
  }

  String cloud() {
    return indexes.settings().cloud();
  }

  String region() {
    return indexes.settings().region();
  }

  Map<String, Object> deployment() {
    return Fixture.deployment(cloud(), region());
  }
}
