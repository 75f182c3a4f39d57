package io.pinelink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pinelink.control.IndexDescription;
import io.pinelink.control.IndexSpec;
import io.pinelink.error.MalformedResponseException;
import io.pinelink.internal.response.ControlResponses;
import io.pinelink.internal.response.VectorResponses;
import io.pinelink.model.FetchRequest;
import io.pinelink.model.FetchResponse;
import io.pinelink.model.Metric;
import io.pinelink.model.Protocol;
import io.pinelink.model.Vector;
import io.pinelink.model.VectorType;
import io.pinelink.routing.Cloud;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Answers that are not about what was asked, as a connection that has lost step delivers them. */
class SubjectTest extends ClientScene {
  private static final float[] VALUES = {1};

  @Test
  void anAnswerAboutAnotherIndexIsMalformed() {
    try (Pinelink client = builder().build()) {
      rest.answering(docs(PUBLIC, null));

      assertThatThrownBy(() -> client.controlPlane().describeIndex("books"))
          .isInstanceOf(MalformedResponseException.class)
          .hasMessage(
              "describeIndex on api.pinecone.io (public route): malformed response: the answer is"
                  + " about index 'docs', asked for 'books'");
    }
  }

  @Test
  void anIndexIsNotOpenedAtTheHostOfAnother() {
    try (Pinelink client = builder().build()) {
      rest.answering(docs(PUBLIC, null));

      assertThatThrownBy(() -> client.index("books"))
          .isInstanceOf(MalformedResponseException.class)
          .hasMessageContaining("about index 'docs', asked for 'books'");
    }
  }

  @Test
  void anUnrequestedVectorIsMalformed() {
    assertThat(fetching(Map.of("a", Vector.of("a", VALUES)))).isCompleted();
    assertThat(fetching(Map.of())).isCompleted();
    assertThatThrownBy(fetching(Map.of("c", Vector.of("c", VALUES)))::join)
        .hasCauseInstanceOf(MalformedResponseException.class)
        .hasMessageContaining("the answer has vector 'c', which was not asked for");
    assertThatThrownBy(fetching(Map.of("b", Vector.of("a", VALUES)))::join)
        .hasCauseInstanceOf(MalformedResponseException.class)
        .hasMessageContaining("the answer has vector 'a' under id 'b'");
  }

  private CompletableFuture<FetchResponse> fetching(Map<String, Vector> found) {
    FakeTransport transport =
        new FakeTransport(Protocol.GRPC)
            .answering(
                new VectorResponses.FetchResult(
                    found, "", OptionalLong.of(1), OptionalLong.empty(), Optional.empty(), INFO));
    try (Pinelink client = builder().transports(transport).build()) {
      return client.indexAt(PUBLIC).async().fetch(FetchRequest.byIds(List.of("a", "b")));
    }
  }

  @Test
  void aLongNameIsNotShown() {
    IndexDescription unnamed =
        IndexDescription.builder(
                "x".repeat(513),
                new ControlResponses.IndexStatusResult(true, "Ready"),
                IndexSpec.serverless(Cloud.AWS, "us-east-1"),
                INFO)
            .metric(Metric.COSINE)
            .vectorType(VectorType.DENSE)
            .build();
    try (Pinelink client = builder().build()) {
      rest.answering(unnamed);

      assertThatThrownBy(() -> client.controlPlane().describeIndex("docs"))
          .hasMessageContaining("about index (a name of 513 characters), asked for 'docs'");
    }
  }

  @Test
  void cancellingAFetchEndsItsCall() {
    try (Pinelink client = builder().build()) {
      CompletableFuture<FetchResponse> fetch =
          client.indexAt(PUBLIC).async().fetch(FetchRequest.byIds(List.of("a")));
      fetch.cancel(true);

      assertThat(grpc.next().answer()).isCancelled();
    }
  }
}
