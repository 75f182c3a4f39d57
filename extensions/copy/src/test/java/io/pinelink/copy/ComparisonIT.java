package io.pinelink.copy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.pinelink.Index;
import io.pinelink.Pinelink;
import io.pinelink.bulk.BulkOptions;
import io.pinelink.bulk.BulkSource;
import io.pinelink.interceptor.CallInterceptor;
import io.pinelink.internal.response.VectorResponses;
import io.pinelink.model.DeleteRequest;
import io.pinelink.model.ListIdsRequest;
import io.pinelink.model.ListIdsResponse;
import io.pinelink.model.Vector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Tests that a comparison is a success only if something was compared, and all of it. */
class ComparisonIT {
  private static final ComparisonOptions OPTIONS = ComparisonOptions.defaults();

  @RegisterExtension private static final TwoIndexes pinecone = new TwoIndexes();

  private static Index index(String name, String namespace) {
    return pinecone.index(name).namespace(namespace);
  }

  private static Vector vector(int i, float y) {
    return TwoIndexes.vector(i, y);
  }

  private static void fill(int count) {
    TwoIndexes.fill(index("docs", "en"), 0, count);
    TwoIndexes.fill(index("copy", "en"), 0, count);
  }

  private static Pinelink through(CallInterceptor interceptor) {
    return pinecone.server().clientBuilder().interceptor(interceptor).build();
  }

  @Test
  void twoMissingNamespacesAreNotEqual() {
    ComparisonReport report =
        NamespaceComparison.of(index("docs", "typo"), index("copy", "typo")).run(OPTIONS);

    assertThat(report.compared()).isZero();
    assertThat(report.isEqual()).isFalse();
    assertThat(
            NamespaceComparison.of(index("docs", "typo"), BulkSource.of(List.of()))
                .run(OPTIONS)
                .isEqual())
        .isFalse();
  }

  @Test
  void aCopyOfNothingIsNotVerified() {
    CopyReport report =
        NamespaceCopy.of(index("docs", "typo"), index("copy", "live"))
            .run(CopyOptions.builder().verify().build());

    assertThat(report.isClean()).isFalse();
  }

  @Test
  void aNamespaceWithoutItemsDoesNotFailACopyOfAllNamespaces() {
    fill(10);
    index("docs", "empty").upsert(List.of(vector(1, 1)));
    index("docs", "empty").delete(DeleteRequest.byIds("v1"));

    CopyReport report =
        NamespaceCopy.of(pinecone.index("docs"), pinecone.index("copy"))
            .run(CopyOptions.builder().allNamespaces().verify().build());

    assertThat(report.isClean()).isTrue();
  }

  @Test
  void everyRowOfAnIdThatAFileHasTwiceIsComparedAndReported() {
    fill(50);
    List<Vector> rows =
        new ArrayList<>(IntStream.range(0, 50).mapToObj(i -> vector(i, 1)).toList());
    rows.add(vector(7, 2));
    rows.add(vector(7, 1));
    rows.add(vector(49, 1));

    ComparisonReport report =
        NamespaceComparison.of(index("docs", "en"), BulkSource.of(rows)).run(OPTIONS);

    assertThat(report.isEqual()).isFalse();
    assertThat(report.duplicates()).isEqualTo(2);
    assertThat(report.equal()).isEqualTo(52);
    assertThat(report.different()).isEqualTo(1);
    assertThat(report.differences())
        .extracting(Object::toString)
        .containsExactlyInAnyOrder("DIFFERENT 'v7': values", "DUPLICATE 'v7'", "DUPLICATE 'v49'");
  }

  @Test
  void aFileWithEqualDuplicatesIsNotEqual() {
    fill(2);

    ComparisonReport report =
        NamespaceComparison.of(
                index("docs", "en"),
                BulkSource.of(List.of(vector(0, 1), vector(1, 1), vector(1, 1))))
            .run(OPTIONS);

    assertThat(report.duplicates()).isEqualTo(1);
    assertThat(report.different()).isZero();
    assertThat(report.isEqual()).isFalse();
  }

  @Test
  void idsThatVanishFromBothSidesAreNotEqual() {
    fill(30);
    AtomicBoolean deleted = new AtomicBoolean();
    try (Pinelink client =
        through(
            call -> {
              if (call.operation().equals("fetch") && deleted.compareAndSet(false, true)) {
                index("docs", "en").delete(DeleteRequest.all());
                index("copy", "en").delete(DeleteRequest.all());
              }
              return call.proceed();
            })) {
      ComparisonReport report =
          NamespaceComparison.of(
                  client.index("docs").namespace("en"), client.index("copy").namespace("en"))
              .run(OPTIONS);

      assertThat(report.vanished()).isEqualTo(30);
      assertThat(report.isEqual()).isFalse();
    }
  }

  /** Statistics lag, so they are read again for as long as the comparison waits for a service. */
  @Test
  @Tag("slow")
  void itemsThatTheListingDoesNotHaveAreNoticedByTheStatistics() {
    fill(300);
    try (Pinelink client =
        through(
            call ->
                call.operation().equals("listIds")
                    ? call.proceed().thenApply(page -> onlyPage((ListIdsResponse) page))
                    : call.proceed())) {
      List<Vector> file = IntStream.range(0, 300).mapToObj(i -> vector(i, 1)).toList();
      ComparisonReport report =
          NamespaceComparison.of(client.index("docs").namespace("en"), BulkSource.of(file))
              .run(
                  ComparisonOptions.builder()
                      .bulk(BulkOptions.builder().stallTimeout(Duration.ofSeconds(10)).build())
                      .build());

      assertThat(report.equal()).isEqualTo(300);
      assertThat(report.unlisted()).isEqualTo(200);
      assertThat(report.isEqual()).isFalse();
    }
  }

  /** Returns a page without the token of the next one. */
  private static ListIdsResponse onlyPage(ListIdsResponse page) {
    return new VectorResponses.ListIdsResult(
        page.items(),
        Optional.empty(),
        page.namespace(),
        page.readUnits(),
        OptionalLong.empty(),
        page.info());
  }

  @Test
  void aListingThatRepeatsItselfEnds() {
    fill(300);
    try (Pinelink client =
        through(
            call ->
                call.operation().equals("listIds")
                    ? call.proceed(ListIdsRequest.all())
                    : call.proceed())) {
      Index here = client.index("docs").namespace("en");

      assertThatIllegalStateException().isThrownBy(() -> here.listAllIds().stream().toList());
      assertThatIllegalStateException()
          .isThrownBy(
              () ->
                  NamespaceComparison.of(here, client.index("copy").namespace("en")).run(OPTIONS));
    }
  }
}
