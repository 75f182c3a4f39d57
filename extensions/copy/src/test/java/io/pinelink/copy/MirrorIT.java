package io.pinelink.copy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.pinelink.Index;
import io.pinelink.Pinelink;
import io.pinelink.bulk.BulkOptions;
import io.pinelink.bulk.BulkOutcome;
import io.pinelink.bulk.BulkReport;
import io.pinelink.model.DeleteRequest;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests that a mirror deletes no more than its options allow. */
class MirrorIT {
  @RegisterExtension private static final TwoIndexes pinecone = new TwoIndexes();

  private static Index source(String namespace) {
    return pinecone.index("docs").namespace(namespace);
  }

  private static Index target(String namespace) {
    return pinecone.index("copy").namespace(namespace);
  }

  private static CopyOptions.Builder mirror() {
    return CopyOptions.builder().mirror();
  }

  private static long deletes(CopyReport report) {
    return report.namespaces().get(0).deletes().orElseThrow().accepted();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "typo"})
  void anEmptySourceIsRefusedUnlessItIsAllowed(String namespace) {
    TwoIndexes.fill(target("en"), 0, 200);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> NamespaceCopy.of(source(namespace), target("en")).run(mirror().build()))
        .withMessageStartingWith("namespace '" + namespace + "' of docs")
        .withMessageContaining("is empty or does not exist, and allowEmptySource is not set: ")
        .withMessageContaining("has 200 items, of which a mirror would delete 200");
    assertThat(TwoIndexes.ids(target("en"))).hasSize(200);

    CopyReport report =
        NamespaceCopy.of(source(namespace), target("en")).run(mirror().allowEmptySource().build());
    assertThat(deletes(report)).isEqualTo(200);
    assertThat(TwoIndexes.ids(target("en"))).isEmpty();
  }

  @Test
  void aSourceThatLacksMoreThanHalfOfTheTargetIsRefused() {
    TwoIndexes.fill(source("en"), 0, 500);
    TwoIndexes.fill(target("en"), 449, 549);
    Index source = source("en");

    CopyReport half =
        NamespaceCopy.of(source, target("en")).run(mirror().maxDeletedShare(0.49).build());
    assertThat(deletes(half)).isEqualTo(49);

    source.namespaces().delete("en");
    TwoIndexes.fill(source, 0, 249);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> NamespaceCopy.of(source, target("en")).run(mirror().build()))
        .withMessageContaining("maxDeletedShare is 0.5, but namespace 'en' of copy")
        .withMessageContaining("has 500 items, of which a mirror would delete 251");
    assertThat(TwoIndexes.ids(target("en"))).hasSize(500);
    assertThat(
            deletes(
                NamespaceCopy.of(source, target("en")).run(mirror().maxDeletedShare(1).build())))
        .isEqualTo(251);
  }

  @Test
  void nothingIsCopiedIfOneOfSeveralNamespacesIsRefused() {
    TwoIndexes.fill(source("a"), 0, 10);
    TwoIndexes.fill(source("b"), 0, 10);
    TwoIndexes.fill(target("b"), 5, 30);

    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                NamespaceCopy.of(pinecone.index("docs"), target(""))
                    .run(mirror().allNamespaces().build()))
        .withMessageContaining("namespace 'b'")
        .withMessageContaining("has 25 items, of which a mirror would delete 20");
    assertThat(TwoIndexes.ids(target("a"))).isEmpty();
  }

  @Test
  void aSourceWithoutItemsIsRefused() {
    TwoIndexes.fill(target("en"), 0, 10);

    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                NamespaceCopy.of(pinecone.index("docs"), target(""))
                    .run(mirror().allNamespaces().build()))
        .withMessageContaining("has no items to mirror, and allowEmptySource is not set");
  }

  @Test
  void namespacesThatOnlyTheTargetHasAreKept() {
    TwoIndexes.fill(source("a"), 0, 10);
    TwoIndexes.fill(target("a"), 0, 12);
    TwoIndexes.fill(target("b"), 0, 10);

    CopyReport report =
        NamespaceCopy.of(pinecone.index("docs"), target(""))
            .run(mirror().allNamespaces().verify().build());

    assertThat(report.isClean()).isTrue();
    assertThat(TwoIndexes.ids(target("a"))).hasSize(10);
    assertThat(TwoIndexes.ids(target("b"))).hasSize(10);
  }

  @Test
  void aDryRunCountsTheDeletes() {
    TwoIndexes.fill(source("en"), 0, 100);
    TwoIndexes.fill(target("en"), 50, 250);

    CopyReport report = NamespaceCopy.of(source("en"), target("en")).run(mirror().dryRun().build());
    MirrorPlan plan = report.namespaces().get(0).mirrorPlan().orElseThrow();
    assertThat(plan.deletes()).isEqualTo(150);
    assertThat(plan.targetItems()).isEqualTo(200);
    assertThat(plan.deletedShare()).isEqualTo(0.75);
    assertThat(plan.isSourceEmpty()).isFalse();

    MirrorPlan typo =
        NamespaceCopy.of(source("typo"), target("en"))
            .run(mirror().dryRun().build())
            .namespaces()
            .get(0)
            .mirrorPlan()
            .orElseThrow();
    assertThat(typo.isSourceEmpty()).isTrue();
    assertThat(typo.deletes()).isEqualTo(200);
    assertThat(TwoIndexes.ids(target("en"))).hasSize(200);
  }

  @Test
  void deletesEndAtTheBoundIfTheSourceLosesItemsDuringTheCopy() {
    TwoIndexes.fill(source("en"), 0, 100);
    TwoIndexes.fill(target("en"), 0, 100);
    AtomicBoolean deleted = new AtomicBoolean();
    try (Pinelink client =
        pinecone
            .server()
            .clientBuilder()
            .interceptor(
                call -> {
                  if (call.operation().equals("upsert") && deleted.compareAndSet(false, true)) {
                    source("en")
                        .delete(
                            DeleteRequest.byIds(
                                IntStream.range(0, 60).mapToObj(i -> "v" + i).toList()));
                  }
                  return call.proceed();
                })
            .build()) {
      CopyReport report =
          NamespaceCopy.of(
                  client.index("docs").namespace("en"), client.index("copy").namespace("en"))
              .run(mirror().bulk(BulkOptions.builder().collectFailures().build()).build());

      NamespaceCopyReport part = report.namespaces().get(0);
      BulkReport deletes = part.deletes().orElseThrow();
      assertThat(report.isClean()).isFalse();
      assertThat(deletes.ending()).isEqualTo(BulkOutcome.SOURCE_FAILED);
      assertThat(deletes.cause().orElseThrow())
          .hasStackTraceContaining("a mirror would delete more than 50 of the 100 items");
      assertThat(TwoIndexes.ids(target("en")).size()).isBetween(50, 100);
    }
  }

  @Test
  void aShareOutsideOfItsRangeIsRefused() {
    for (double share : new double[] {-0.1, 1.1, Double.NaN}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> mirror().maxDeletedShare(share))
          .withMessage("maxDeletedShare is " + share + ", expected 0 to 1");
    }
  }
}
