package io.pinelink.networktests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.pinelink.DocumentIndex;
import io.pinelink.Index;
import io.pinelink.Pinelink;
import io.pinelink.documents.Document;
import io.pinelink.documents.DocumentMatch;
import io.pinelink.documents.FetchDocumentsRequest;
import io.pinelink.documents.ScoringClause;
import io.pinelink.documents.SearchDocumentsRequest;
import io.pinelink.error.NetworkCause;
import io.pinelink.error.TransportException;
import io.pinelink.model.DeleteRequest;
import io.pinelink.model.Protocol;
import io.pinelink.routing.Route;
import io.pinelink.routing.RoutePolicy;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Scenarios for documents and namespace aliases, which use the same routes as vectors. */
final class DocumentScenarios {
  private static final SearchDocumentsRequest WORDS =
      SearchDocumentsRequest.by(ScoringClause.text("tides", ScenarioProject.TEXT));

  @RegisterExtension final Network network = new Network();

  @ParameterizedTest(name = "{0}")
  @EnumSource
  void documentsAndAliasesUseTheEndpoint(Protocol protocol) {
    network.privateZone(NetworkAddress.ENDPOINT);
    try (Pinelink client = privateClient(protocol).build();
        // Has no other protocol that an operation could prefer.
        Pinelink managing = privateClient(protocol).protocols(protocol).build()) {
      DocumentIndex articles = client.documents(ScenarioProject.DOCUMENT_INDEX);
      Index aliases = managing.indexAt(articles.route().host());

      assertThat(articles.route().kind()).isEqualTo(Route.Kind.PRIVATE);
      assertThat(aliases.route().host()).isEqualTo(articles.route().host());
      assertThat(articles.search(WORDS).matches())
          .extracting(DocumentMatch::id)
          .containsExactly(NetworkAddress.ENDPOINT.host());
      readThroughAnAlias(articles, aliases, protocol.name().toLowerCase(Locale.ROOT));
      assertThat(network.packetsTo(NetworkAddress.ENDPOINT)).isPositive();
      network.assertNothingWentOutInPublic();
    }
  }

  private static void readThroughAnAlias(DocumentIndex articles, Index aliases, String name) {
    String old = "old-" + name;
    String fresh = "new-" + name;
    String alias = "current-" + name;
    articles.namespace(old).upsert(List.of(document("first")));
    articles.namespace(fresh).upsert(List.of(document("second")));
    aliases.namespaces().createAlias(alias, old);
    DocumentIndex current = articles.namespace(alias);

    assertThat(current.fetch(FetchDocumentsRequest.byIds("first", "second")).items())
        .extracting(Document::id)
        .containsExactly("first");
    aliases.namespaces().repointAlias(alias, fresh);
    assertThat(current.search(WORDS).matches())
        .extracting(DocumentMatch::id)
        .containsExactly("second");

    aliases.namespaces().deleteAlias(alias);
    articles.namespace(old).delete(DeleteRequest.all());
    articles.namespaces().delete(old);
    articles.namespaces().delete(fresh);
  }

  private static Document document(String id) {
    return Document.builder(id).put(ScenarioProject.TEXT, "neap tides").build();
  }

  @ParameterizedTest(name = "{0}")
  @EnumSource
  void withoutTheZoneNoDocumentIsSentPublicly(Protocol protocol) {
    network.privateZone();
    try (Pinelink client = privateClient(protocol).build()) {
      DocumentIndex articles = client.documents(ScenarioProject.DOCUMENT_INDEX);
      TransportException failure =
          catchThrowableOfType(TransportException.class, () -> articles.search(WORDS));

      assertThat(failure).isNotNull();
      assertThat(failure.networkCause()).isEqualTo(NetworkCause.UNKNOWN_HOST);
      assertThat(failure.isUnsent()).isTrue();
      network.assertNothingWentOutInPublic();
    }
  }

  private Pinelink.Builder privateClient(Protocol protocol) {
    return network
        .client(ScenarioProject.FIRST, protocol)
        .routePolicy(RoutePolicy.privateRequired());
  }
}
