package io.pinelink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import io.pinelink.documents.DocumentFields;
import io.pinelink.documents.DocumentMatch;
import io.pinelink.documents.HybridMatch;
import io.pinelink.documents.HybridMatch.Placement;
import io.pinelink.documents.HybridSearchRequest;
import io.pinelink.documents.HybridSearchResponse;
import io.pinelink.documents.RankedSearch;
import io.pinelink.documents.ScoringClause;
import io.pinelink.documents.SearchDocumentsRequest;
import io.pinelink.documents.SearchDocumentsResponse;
import io.pinelink.internal.call.Caller;
import io.pinelink.internal.call.ClientState;
import io.pinelink.internal.call.CurrentRoute;
import io.pinelink.internal.call.InFlightCalls;
import io.pinelink.internal.call.RouteCounts;
import io.pinelink.internal.call.SelectedApiVersion;
import io.pinelink.internal.concurrent.Scheduler;
import io.pinelink.internal.response.DocumentResponses;
import io.pinelink.internal.response.VectorResponses;
import io.pinelink.internal.routing.Router;
import io.pinelink.internal.routing.TrustedDomains;
import io.pinelink.model.Protocol;
import io.pinelink.model.ResponseInfo;
import io.pinelink.routing.Route;
import io.pinelink.routing.RouteListener;
import io.pinelink.routing.RoutePolicy;
import io.pinelink.spi.DocumentOperations;
import io.pinelink.spi.credential.ApiKey;
import io.pinelink.spi.credential.ExtraHeaders;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HybridSearchTest {
  private static final Route ROUTE =
      new Router(RoutePolicy.asGiven(), List.of(), new TrustedDomains(List.of()))
          .toHost("docs-a1.svc.aped-1.pinecone.io");
  private static final SearchDocumentsRequest WORDS =
      SearchDocumentsRequest.builder(ScoringClause.text("spring tides", "gloss")).topK(50).build();
  private static final SearchDocumentsRequest MEANING =
      SearchDocumentsRequest.builder(ScoringClause.dense("embedding", 1, 2)).topK(50).build();

  private final FakeTransport rest = new FakeTransport(Protocol.REST);
  private final AsyncDocumentIndex index =
      new AsyncDocumentIndex(
          new Caller(
              new ClientState(
                  new InFlightCalls(),
                  new RouteCounts(new RouteListener() {}),
                  Scheduler.system(),
                  SelectedApiVersion.of("2026-07")),
              rest,
              new ApiKey("any-api-key"),
              new CurrentRoute(ROUTE),
              "",
              Duration.ofSeconds(30),
              false,
              ExtraHeaders.none(),
              Runnable::run));

  private static ResponseInfo info(String namespace) {
    return VectorResponses.info(
        "request-" + namespace, namespace, null, 3L, ROUTE, Protocol.REST, 1);
  }

  /** Returns a response whose documents have the scores 9, 8, 7, … */
  private static SearchDocumentsResponse found(String namespace, String... ids) {
    List<DocumentMatch> matches = new ArrayList<>();
    for (String id : ids) {
      matches.add(match(id, 9 - matches.size(), DocumentFields.empty()));
    }
    return response(namespace, matches);
  }

  private static SearchDocumentsResponse response(String namespace, List<DocumentMatch> matches) {
    return new DocumentResponses.SearchDocumentsResult(
        matches,
        namespace,
        OptionalLong.of(2),
        OptionalLong.of(100),
        Optional.empty(),
        info(namespace));
  }

  private static DocumentMatch match(String id, double score, DocumentFields fields) {
    return new DocumentResponses.DocumentMatchResult(id, OptionalDouble.of(score), fields);
  }

  private static RankedSearch words() {
    return RankedSearch.of("words", WORDS);
  }

  private static RankedSearch meaning() {
    return RankedSearch.of("meaning", MEANING);
  }

  private CompletableFuture<HybridSearchResponse> search(RankedSearch... searches) {
    return index.hybridSearch(HybridSearchRequest.of(searches));
  }

  private static List<String> ids(HybridSearchResponse response) {
    return response.matches().stream().map(HybridMatch::id).toList();
  }

  private static Placement placement(int rank, double score) {
    return new DocumentResponses.PlacementResult(rank, OptionalDouble.of(score));
  }

  @Test
  void ranksAreFusedByTheSumOfTheirReciprocals() {
    rest.answering(found("", "a", "b", "c"), found("", "c", "d", "a"));

    HybridSearchResponse response = search(words(), meaning()).join();

    // a: 1/61 + 1/63, c: 1/63 + 1/61, b: 1/62, d: 1/62
    assertThat(ids(response)).containsExactly("a", "c", "b", "d");
    assertThat(response.matches().get(0).score()).isCloseTo(0.0322664585, within(1e-10));
    assertThat(response.matches().get(1).score()).isEqualTo(response.matches().get(0).score());
    assertThat(response.matches().get(2).score()).isCloseTo(0.0161290323, within(1e-10));
    assertThat(response.matches().get(0).ranks())
        .containsExactly(
            Map.entry("words", placement(1, 9)), Map.entry("meaning", placement(3, 7)));
    assertThat(response.matches().get(3).ranks())
        .containsExactly(Map.entry("meaning", placement(2, 8)));
  }

  @Test
  void weightsMultiplyAndTheConstantIsAddedToRanks() {
    rest.answering(found("", "a", "b"), found("", "b", "c"));

    HybridSearchResponse response =
        index
            .hybridSearch(
                HybridSearchRequest.builder(words().withWeight(3), meaning().withWeight(0.5))
                    .rankConstant(1)
                    .build())
            .join();

    // a: 3/2 = 1.5, b: 3/3 + 0.5/2 = 1.25, c: 0.5/3
    assertThat(ids(response)).containsExactly("a", "b", "c");
    assertThat(response.matches().get(0).score()).isEqualTo(1.5);
    assertThat(response.matches().get(1).score()).isEqualTo(1.25);
    assertThat(response.matches().get(2).score()).isCloseTo(0.1666666667, within(1e-10));
  }

  @Test
  void theMaxScoreBelongsToTheBestDocumentOfAllRankings() {
    for (double[] weights :
        new double[][] {{1, 1, 1}, {0.1, 0.7, 0.2}, {0.7, 0.1, 0.2}, {3, 1e-9, 0.3}}) {
      rest.answering(found("", "a", "b"), found("", "a", "b"), found("", "a", "c"));
      HybridSearchRequest request =
          HybridSearchRequest.builder(
                  words().withWeight(weights[0]),
                  meaning().withWeight(weights[1]),
                  RankedSearch.of("m", WORDS).withWeight(weights[2]))
              .rankConstant(7)
              .build();

      List<HybridMatch> matches = index.hybridSearch(request).join().matches();

      assertThat(request.maxScore())
          .isCloseTo((weights[0] + weights[1] + weights[2]) / 8, within(1e-12));
      assertThat(matches.get(0).score()).isEqualTo(request.maxScore());
      assertThat(matches.get(1).score()).isLessThan(request.maxScore());
    }
  }

  @Test
  void equalScoresAreInTheOrderOfIdsThenOfNamespaces() {
    rest.answering(found("n2", "b", "a"), found("n1", "b", "c"));

    HybridSearchResponse response = search(words().inNamespaces("n2", "n1")).join();

    assertThat(response.matches().stream().map(m -> m.id() + "/" + m.namespace()))
        .containsExactly("b/n1", "b/n2", "a/n2", "c/n1");
  }

  @Test
  void theSameRanksInThreeSearchesAreATie() {
    rest.answering(
        found("", "a", "b", "c", "d", "e", "f", "g"),
        found("", "b", "c", "d", "e", "f", "g", "a"),
        found("", "x", "y", "a", "b"));

    // a is 1st, 7th and 3rd; in another order, z is 3rd, 1st and 7th.
    HybridSearchResponse first = search(words(), meaning(), RankedSearch.of("m", WORDS)).join();
    rest.answering(
        found("", "x", "y", "z"), found("", "z"), found("", "b", "c", "d", "e", "f", "g", "z"));
    HybridSearchResponse second = search(words(), meaning(), RankedSearch.of("m", WORDS)).join();

    assertThat(score(second, "z")).isEqualTo(score(first, "a"));
  }

  private static double score(HybridSearchResponse response, String id) {
    return response.matches().stream()
        .filter(match -> match.id().equals(id))
        .findFirst()
        .orElseThrow()
        .score();
  }

  @Test
  void onlyTheBestMatchesAreReturned() {
    rest.answering(found("", "a", "b", "c"), found("", "c", "b", "d"));

    HybridSearchResponse response =
        index.hybridSearch(HybridSearchRequest.builder(words(), meaning()).topK(2).build()).join();

    // b: 2/62 is less than c: 1/61 + 1/63
    assertThat(ids(response)).containsExactly("c", "b");
  }

  @Test
  void aDocumentGivenTwiceCountsOnceByItsBestRank() {
    rest.answering(found("", "a", "a", "b"));

    HybridSearchResponse response = search(words()).join();

    assertThat(response.matches())
        .extracting(HybridMatch::id, m -> m.ranks().get("words"))
        .containsExactly(tuple("a", placement(1, 9)), tuple("b", placement(2, 7)));
    assertThat(response.matches().get(0).score()).isEqualTo(1.0 / 61);
  }

  @Test
  void anAliasAndItsTargetFindADocumentOnce() {
    rest.answering(found("v7", "a", "b"), found("v7", "b", "a"));

    HybridSearchResponse response = search(words().inNamespaces("live", "v7")).join();

    assertThat(ids(response)).containsExactly("a", "b");
    assertThat(response.matches()).allMatch(m -> m.score() == 1.0 / 61);
  }

  @Test
  void aDocumentInTwoNamespacesIsTwoMatches() {
    rest.answering(found("n1", "a"), found("n2", "b", "a"), found("n2", "a"));

    HybridSearchResponse response =
        search(words().inNamespaces("n1", "n2"), meaning().inNamespaces("n2")).join();

    assertThat(response.matches().stream().map(m -> m.id() + "/" + m.namespace()))
        .containsExactly("a/n2", "a/n1", "b/n2");
    assertThat(response.matches().get(0).ranks().keySet()).containsExactly("words", "meaning");
    assertThat(response.infos())
        .containsExactly(
            Map.entry("words", List.of(info("n1"), info("n2"))),
            Map.entry("meaning", List.of(info("n2"))));
  }

  @Test
  void searchesAreSentToTheirNamespacesAndTheirCostsAddUp() {
    CompletableFuture<HybridSearchResponse> response =
        index
            .namespace("view")
            .hybridSearch(HybridSearchRequest.of(words(), meaning().inNamespaces("n1", "")));
    List<FakeTransport.Call> calls = List.of(rest.next(), rest.next(), rest.next());

    assertThat(calls).allMatch(c -> c.operation().equals(DocumentOperations.SEARCH_DOCUMENTS));
    assertThat(calls)
        .extracting(FakeTransport.Call::request)
        .containsExactly(WORDS, MEANING, MEANING);
    assertThat(calls).extracting(c -> c.context().namespace()).containsExactly("view", "n1", "");
    calls.get(2).answer().complete(found("", "c"));
    calls.get(0).answer().complete(found("view", "a"));
    assertThat(response).isNotDone();
    calls
        .get(1)
        .answer()
        .complete(
            new DocumentResponses.SearchDocumentsResult(
                List.of(),
                "n1",
                OptionalLong.of(5),
                OptionalLong.empty(),
                Optional.empty(),
                info("n1")));
    assertThat(response.join().readUnits()).hasValue(9);
    assertThat(response.join().egressBytes()).hasValue(200);
    assertThat(response.join().matches())
        .extracting(HybridMatch::namespace)
        .containsExactly("view", "");
  }

  @Test
  void aMatchHasTheFieldsOfAllSearchesThatFoundIt() {
    DocumentFields title = DocumentFields.builder().put("title", "Tides").build();
    DocumentFields both = DocumentFields.builder().put("year", 2026).put("title", "Other").build();
    rest.answering(
        response("", List.of(match("a", 2, title), match("b", 1, DocumentFields.empty()))),
        response("", List.of(match("a", 2, both), match("b", 1, title))));

    HybridSearchResponse response = search(words(), meaning()).join();

    assertThat(response.matches().get(0).document().fields().toJson())
        .isEqualTo("{\"title\":\"Tides\",\"year\":2026}");
    assertThat(response.matches().get(1).fields()).isEqualTo(title);
  }

  @Test
  void concurrencyIsLimited() {
    CompletableFuture<HybridSearchResponse> response =
        index.hybridSearch(
            HybridSearchRequest.builder(words().inNamespaces("a", "b"), meaning())
                .concurrency(1)
                .build());
    for (int i = 0; i < 3; i++) {
      FakeTransport.Call call = rest.next();
      assertThat(rest.hasNoCall()).isTrue();
      call.answer().complete(found("n" + i, "x"));
    }

    assertThat(response.join().matches()).hasSize(3);
  }

  @Test
  void oneFailureCancelsTheOtherSearches() {
    CompletableFuture<HybridSearchResponse> response = search(words(), meaning());
    FakeTransport.Call first = rest.next();
    FakeTransport.Call second = rest.next();
    IllegalStateException failure = new IllegalStateException("no");
    second.answer().completeExceptionally(failure);

    assertThatThrownBy(response::join).hasCause(failure);
    assertThat(first.answer()).isCancelled();
  }

  @Test
  void aFailureStartsNoFurtherSearch() {
    rest.answering(new IllegalStateException("no"));
    CompletableFuture<HybridSearchResponse> response =
        index.hybridSearch(HybridSearchRequest.builder(words(), meaning()).concurrency(1).build());

    assertThat(response).isCompletedExceptionally();
    assertThat(rest.next().request()).isEqualTo(WORDS);
    assertThat(rest.hasNoCall()).isTrue();
  }

  @Test
  void cancellingCancelsAllSearches() {
    CompletableFuture<HybridSearchResponse> response = search(words(), meaning());
    response.cancel(true);

    assertThat(rest.next().answer()).isCancelled();
    assertThat(rest.next().answer()).isCancelled();
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
  void aWeightIsAboveZero(double weight) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> words().withWeight(weight))
        .withMessage("weight of 'words' is " + weight + ", expected a finite number above 0");
  }

  @Test
  void invalidRequestsAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(HybridSearchRequest::of)
        .withMessage("searches are empty, expected at least one");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> HybridSearchRequest.of(words(), words()))
        .withMessage("name 'words' is given to two searches, expected different names");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> words().inNamespaces("", "__default__"))
        .withMessage("namespace '__default__' of 'words' is given twice, expected once");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RankedSearch.of(" ", WORDS))
        .withMessage("name of a ranked search is blank");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> HybridSearchRequest.builder(words()).topK(0))
        .withMessage("topK is 0, expected 1 to 10000");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> HybridSearchRequest.builder(words()).rankConstant(0))
        .withMessage("rankConstant is 0, expected 1 to 10000");
  }

  @Test
  void toStringDoesNotShowTheQuery() {
    assertThat(HybridSearchRequest.of(words(), meaning()).toString())
        .contains("words", "meaning")
        .doesNotContain("spring")
        .doesNotContain("1.0, 2.0");
  }
}
