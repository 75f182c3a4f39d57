package io.pinelink.contract.hostile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pinelink.DocumentIndex;
import io.pinelink.Pinelink;
import io.pinelink.documents.Document;
import io.pinelink.documents.DocumentUpdate;
import io.pinelink.documents.FetchDocumentsRequest;
import io.pinelink.documents.ScoringClause;
import io.pinelink.documents.SearchDocumentsRequest;
import io.pinelink.documents.UpdateDocumentsRequest;
import io.pinelink.documents.UpsertDocumentsRequest;
import io.pinelink.error.MalformedResponseException;
import io.pinelink.model.DeleteRequest;
import io.pinelink.model.ListIdsRequest;
import java.io.IOException;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Tests a server that answers the first call about documents with what was not asked for, in
 * correct framing, and later ones correctly.
 */
@Tag("slow")
class DocumentAnswersIT {
  /**
   * A call, and responses to it.
   *
   * @param path the end of the call's path
   * @param right the correct response
   * @param wrong a response that the call cannot have
   * @param description the description of the wrong response
   */
  private record Attack(
      String path,
      Function<DocumentIndex, Object> call,
      String right,
      String wrong,
      String description) {
    @Override
    public String toString() {
      return path + " answered with " + wrong;
    }
  }

  private static final String SEARCHED = "{\"matches\":[%s],\"namespace\":\"__default__\"}";
  private static final String MATCH = "{\"_id\":\"%s\",\"_score\":1,\"t\":\"x\"}";

  private static final List<Attack> ATTACKS =
      List.of(
          fetch("{\"b\":{\"t\":\"x\"}}", "document 'b', which was not asked for"),
          fetch("[{\"_id\":\"b\",\"t\":\"x\"}]", "document 'b', which was not asked for"),
          fetch("{\"a\":{\"_id\":\"b\",\"t\":\"x\"}}", "document 'b' under id 'a'"),
          fetch("{\"a\":{\"t\":\"x\"},\"a\":{\"t\":\"y\"}}", "'a' twice"),
          fetch("[{\"_id\":\"a\",\"t\":\"x\"},{\"_id\":\"a\",\"t\":\"y\"}]", "'a' twice"),
          search(match("a") + "," + match("a"), "document 'a' twice"),
          search(
              match("a") + "," + match("b") + "," + match("c"), "3 matches, asked for at most 2"),
          list("{\"_id\":\"b\"}", "id 'b', asked for the prefix 'a'"),
          list("{\"_id\":\"a\"},{\"_id\":\"a\"}", "document 'a' twice"),
          list("{\"_id\":\"a\"},{\"_id\":\"a1\"},{\"_id\":\"a2\"}", "3 ids, asked for at most 2"),
          new Attack(
              "upsert",
              index ->
                  index.upsert(
                      UpsertDocumentsRequest.of(Document.builder("a").put("t", "x").build())),
              "{\"upserted_count\":1}",
              "{\"upserted_count\":2}",
              "counts 2 upserted documents, the request has 1"),
          new Attack(
              "update",
              index ->
                  index.update(
                      UpdateDocumentsRequest.of(DocumentUpdate.builder("a").put("t", "x").build())),
              "{}",
              "{\"matched_records\":9}",
              "counts 9 matched documents, the request has 1"),
          new Attack(
              "delete",
              index -> index.delete(DeleteRequest.byIds("a")),
              "{}",
              "{\"matched_records\":9}",
              "counts 9 matched documents, the request has 1"));

  private static Attack fetch(String documents, String description) {
    return new Attack(
        "fetch",
        index -> index.fetch(FetchDocumentsRequest.byIds("a")),
        "{\"documents\":{\"a\":{\"_id\":\"a\",\"t\":\"x\"}},\"namespace\":\"__default__\"}",
        "{\"documents\":" + documents + ",\"namespace\":\"__default__\"}",
        description);
  }

  private static String match(String id) {
    return MATCH.formatted(id);
  }

  private static Attack search(String matches, String description) {
    return new Attack(
        "search",
        index ->
            index.search(
                SearchDocumentsRequest.builder(ScoringClause.text("x", "t")).topK(2).build()),
        SEARCHED.formatted(match("a")),
        SEARCHED.formatted(matches),
        description);
  }

  private static Attack list(String documents, String description) {
    return new Attack(
        "list",
        index -> index.listIds(ListIdsRequest.builder().prefix("a").limit(2).build()),
        "{\"documents\":[{\"_id\":\"a\"}],\"namespace\":\"__default__\"}",
        "{\"documents\":[" + documents + "],\"namespace\":\"__default__\"}",
        description);
  }

  static Stream<Arguments> attacks() {
    return ProtocolVariant.rest().stream()
        .flatMap(form -> ATTACKS.stream().map(attack -> Arguments.of(form, attack)));
  }

  private static ConnectionScript script(ProtocolVariant form, Attack attack) {
    return form.isHttp2()
        ? connection -> overHttp2(connection, attack)
        : connection -> overHttp1(connection, attack);
  }

  private static byte[] body(Attack attack, boolean first, String path) {
    if (!path.endsWith("/documents/" + attack.path)) {
      throw new IllegalStateException("an unexpected call of " + path);
    }
    return Bytes.ascii(first ? attack.wrong : attack.right);
  }

  private static void overHttp1(Connection connection, Attack attack) throws IOException {
    boolean first = connection.number() == 1;
    for (HttpRequest request = HttpRequest.read(connection.in());
        request != null;
        request = HttpRequest.read(connection.in())) {
      byte[] body = body(attack, first, request.path());
      connection.send(HttpText.head(200, body.length), body);
    }
  }

  private static void overHttp2(Connection connection, Attack attack) throws IOException {
    Http2Connection frames = Http2Connection.open(connection);
    boolean first = connection.number() == 1;
    for (Http2Request request = frames.next(); request != null; request = frames.next()) {
      frames.answer(
          request.stream(),
          new Http2Response(
              List.of(":status", "200", "content-type", "application/json"),
              body(attack, first, request.path()),
              List.of()));
    }
  }

  /** The connection may be out of step, so the next call uses another one. */
  @ParameterizedTest
  @MethodSource("attacks")
  void unrequestedDocumentsAreRefused(ProtocolVariant form, Attack attack) {
    try (RawServer server = form.server(script(form, attack));
        Pinelink client = form.client(server).build()) {
      DocumentIndex index = client.documentsAt(form.indexHost(server));

      assertThatThrownBy(() -> attack.call.apply(index))
          .isInstanceOf(MalformedResponseException.class)
          .hasMessageContaining(attack.description);

      assertThat(attack.call.apply(index)).isNotNull();
      assertThat(server.connections()).isEqualTo(2);
    }
  }
}
