package io.pinelink.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.testkit.engine.EventConditions.finishedWithFailure;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.message;

import io.pinelink.Index;
import io.pinelink.TypedDocumentIndex;
import io.pinelink.documents.FullText;
import io.pinelink.model.FetchRequest;
import io.pinelink.testing.requests.RecordedRequests;
import org.junit.jupiter.api.Test;

/** Runs classes whose indexes contain data from the beginning. */
class PineconeDataTest {
  @Test
  void everyTestBeginsWithTheDataOfItsClassAndItsMethod() {
    Run.succeeding(3, Seeded.class);
  }

  record Note(String id, @FullText String title) {}

  @PineconeIndex(name = "docs", dimension = 3)
  @PineconeData(value = "docs.jsonl", index = "docs")
  @PineconeData(value = "docs.jsonl", index = "docs", namespace = "a/b *.")
  static class Seeded {
    private static void deleteOne(Index docs) {
      assertThat(docs.fetch(FetchRequest.byIds("a", "b")).vectors()).containsOnlyKeys("a", "b");
      docs.delete(request -> request.ids("a"));
    }

    @Test
    void one(Index docs, RecordedRequests requests) {
      assertThat(requests.all()).isEmpty();
      deleteOne(docs);
      deleteOne(docs.namespace("a/b *."));
    }

    @Test
    void two(Index docs) {
      deleteOne(docs);
    }

    @Test
    @PineconeIndex(name = "notes", schema = Note.class)
    @PineconeData(value = "/io/pinelink/testing/notes.jsonl", index = "notes")
    void dataOfTheMethod(TypedDocumentIndex<Note> notes, @IndexName("docs") Index docs) {
      assertThat(notes.fetch(request -> request.ids("n-1")).items())
          .containsExactly(new Note("n-1", "Spring tides"));
      deleteOne(docs);
    }
  }

  @Test
  void dataThatCannotBeLoadedFailsTheTestWithTheReason() {
    fails(Missing.class, "@PineconeData(\"missing.jsonl\") is neither a resource beside ");
    fails(OfNoIndex.class, "@PineconeData(\"docs.jsonl\") is for 'docs', but the test has");
  }

  private static void fails(Class<?> tests, String reason) {
    Run.of(tests)
        .testEvents()
        .assertThatEvents()
        .haveExactly(1, finishedWithFailure(message(text -> text.contains(reason))));
  }

  @PineconeIndex(dimension = 3)
  @PineconeData("missing.jsonl")
  static class Missing {
    @Test
    void test(Index index) {}
  }

  @PineconeIndex(dimension = 3)
  @PineconeData(value = "docs.jsonl", index = "docs")
  static class OfNoIndex {
    @Test
    void test(Index index) {}
  }
}
