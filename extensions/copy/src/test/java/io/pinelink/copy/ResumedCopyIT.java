package io.pinelink.copy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.pinelink.Index;
import io.pinelink.bulk.BulkOptions;
import io.pinelink.error.ErrorCode;
import io.pinelink.model.Vector;
import io.pinelink.server.Fault;
import io.pinelink.server.FaultRule;
import io.pinelink.server.RecordedRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Tests what a copy of several namespaces does with the checkpoint of an earlier run. */
class ResumedCopyIT {
  @RegisterExtension private static final TwoIndexes pinecone = new TwoIndexes();

  @TempDir private Path folder;

  private Path checkpoint() {
    return folder.resolve("copy.checkpoint");
  }

  private CopyOptions.Builder options() {
    return CopyOptions.builder().bulk(BulkOptions.builder().checkpoint(checkpoint()).build());
  }

  private static Index source(String namespace) {
    return pinecone.index("docs").namespace(namespace);
  }

  private static void fill(String namespace, int count) {
    TwoIndexes.fill(source(namespace), 0, count);
  }

  /** Runs a copy whose second upsert is refused, so that one namespace is done and one is not. */
  private void interrupt(CopyOptions options) {
    pinecone
        .server()
        .faults()
        .add(
            FaultRule.builder(Fault.refuse(ErrorCode.PERMISSION_DENIED, "not any more"))
                .operations("upsert")
                .after(1)
                .build());
    assertThatExceptionOfType(CopyException.class).isThrownBy(() -> copy(options));
    pinecone.server().faults().clear();
    assertThat(checkpoint()).exists();
  }

  private static CopyReport copy(CopyOptions options) {
    return NamespaceCopy.of(pinecone.index("docs"), pinecone.index("copy")).run(options);
  }

  private static List<String> copied(CopyReport report) {
    return report.namespaces().stream()
        .map(part -> part.target() + " " + part.copied() + " " + part.skipped())
        .toList();
  }

  @Test
  void theCheckpointOfAnotherListIsRefused() {
    fill("a", 30);
    fill("m", 30);
    fill("z", 30);
    interrupt(options().namespaces(List.of("m", "z")).build());

    assertThatIllegalArgumentException()
        .isThrownBy(() -> copy(options().namespaces(List.of("a", "m")).build()))
        .withMessageContaining("belongs to the copy of namespaces 'm', 'z' of docs")
        .withMessageContaining("not to the copy of namespaces 'a', 'm' of docs");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> copy(options().allNamespaces().build()))
        .withMessageContaining("not to the copy of all namespaces of docs");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> copy(options().build()))
        .withMessageContaining("not to the copy of namespace '' of docs");

    CopyReport rest = copy(options().namespaces(List.of("z", "m")).verify().build());
    assertThat(rest.isClean()).isTrue();
    assertThat(copied(rest)).containsExactly("m 0 30", "z 30 0");
    assertThat(checkpoint()).doesNotExist();
  }

  @Test
  void aNamespaceThatIsCreatedBetweenTheRunsIsCopied() {
    fill("m", 30);
    fill("z", 40);
    interrupt(options().allNamespaces().build());
    fill("a", 300);
    fill("", 10);

    CopyReport rest = copy(options().allNamespaces().verify().build());

    assertThat(rest.isClean()).as(rest.toString()).isTrue();
    assertThat(copied(rest)).containsExactly(" 10 0", "a 300 0", "m 0 30", "z 40 0");
    assertThat(rest.namespaces())
        .extracting(NamespaceCopyReport::isFinishedBefore)
        .containsExactly(false, false, true, false);
  }

  @Test
  void aFinishedNamespaceIsNotReadAgainUnlessItIsCompared() {
    fill("m", 30);
    fill("z", 40);
    interrupt(options().allNamespaces().build());
    source("m").upsert(List.of(Vector.of("later", new float[] {1, 1})));

    CopyReport rest =
        copy(
            CopyOptions.builder()
                .bulk(BulkOptions.builder().checkpoint(checkpoint()).collectFailures().build())
                .allNamespaces()
                .verify()
                .build());

    assertThat(rest.isClean()).isFalse();
    NamespaceCopyReport m = rest.namespaces().get(1);
    assertThat(m.target()).isEqualTo("m");
    assertThat(m.isFinishedBefore()).isTrue();
    assertThat(m.comparison().orElseThrow().differences())
        .extracting(Object::toString)
        .containsExactly("MISSING 'later'");
  }

  @Test
  void aCutCheckpointIsRefusedAndNothingIsCopied() throws Exception {
    fill("m", 30);
    fill("z", 40);
    interrupt(options().allNamespaces().build());
    String complete = Files.readString(checkpoint());
    pinecone.server().clearRequests();
    CopyOptions options = options().allNamespaces().build();
    Index docs = pinecone.index("docs");
    Index copy = pinecone.index("copy");

    for (int length = complete.length() - 1;
        length >= 0;
        length = complete.lastIndexOf('\n', length - 1)) {
      Files.writeString(checkpoint(), complete.substring(0, length));
      assertThatIllegalArgumentException()
          .isThrownBy(() -> NamespaceCopy.of(docs, copy).run(options))
          .withMessageContaining("is not a checkpoint of a copy");
    }
    assertThat(pinecone.server().requests())
        .extracting(RecordedRequest::operation)
        .containsOnly("describeIndex");
  }

  @Test
  void aRefusedCopyLeavesNoCheckpoint() {
    fill("m", 30);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> copy(options().namespaces(List.of("n")).mirror().build()));

    assertThat(checkpoint()).doesNotExist();
  }
}
