package io.pinelink.contract.hostile;

import io.pinelink.Index;
import io.pinelink.contract.hostile.NumberedCall.Kind;
import io.pinelink.error.PinelinkException;
import io.pinelink.error.ServiceException;
import io.pinelink.model.DeleteRequest;
import io.pinelink.model.DeleteResponse;
import io.pinelink.model.FetchRequest;
import io.pinelink.model.FetchResponse;
import io.pinelink.model.QueryRequest;
import io.pinelink.model.QueryResponse;
import io.pinelink.model.UpsertResponse;
import io.pinelink.model.Vector;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** A maker of calls that also checks their results. */
final class Call {
  private static final int UPSERTED_DIMENSION = 2_000;
  private static final float[] UPSERTED = new float[UPSERTED_DIMENSION];

  static {
    for (int i = 0; i < UPSERTED_DIMENSION; i++) {
      UPSERTED[i] = 1 + i % 7;
    }
  }

  private Call() {}

  static Outcome query(Index index, int number) {
    return make(index, new NumberedCall(Kind.QUERY, number));
  }

  /** Upserts more than the buffers of a connection hold. */
  static Outcome upsertOfMegabytes(Index index) {
    List<Vector> vectors =
        IntStream.range(0, 1_000)
            .mapToObj(i -> Vector.of(new NumberedCall(Kind.UPSERT, i).id(), UPSERTED))
            .toList();
    try {
      return Outcome.wrong("answered: " + index.upsert(vectors));
    } catch (PinelinkException e) {
      return Outcome.failed(e);
    }
  }

  static Outcome make(Index index, NumberedCall asked) {
    try {
      return switch (asked.kind()) {
        case QUERY -> judge(asked, index.query(QueryRequest.nearestTo(asked.id())));
        case FETCH -> judge(asked, index.fetch(FetchRequest.byIds(asked.id())));
        case UPSERT -> judge(index.upsert(List.of(Vector.of(asked.id(), UPSERTED))));
        case DELETE -> judge(asked, index.delete(DeleteRequest.byIds(asked.id())));
      };
    } catch (PinelinkException e) {
      return judge(asked, e);
    } catch (RuntimeException | Error e) {
      return Outcome.wrong("not a PinelinkException", e);
    }
  }

  private static Outcome judge(NumberedCall asked, QueryResponse response) {
    boolean own =
        response.matches().size() == 1
            && response.matches().get(0).id().equals(asked.id())
            && response.matches().get(0).score() == CorrectResponses.score(asked);
    return own ? Outcome.answered() : Outcome.wrong(asked + " got " + response.matches());
  }

  private static Outcome judge(NumberedCall asked, FetchResponse response) {
    boolean own = response.vectors().keySet().equals(Set.of(asked.id()));
    return own ? Outcome.answered() : Outcome.wrong(asked + " got " + response.vectors().keySet());
  }

  private static Outcome judge(UpsertResponse response) {
    return response.upsertedCount() == 1
        ? Outcome.answered()
        : Outcome.wrong("an upsert of 1 vector got " + response);
  }

  private static Outcome judge(NumberedCall asked, DeleteResponse response) {
    return Outcome.wrong(asked + ", which was refused, got " + response);
  }

  private static Outcome judge(NumberedCall asked, PinelinkException failure) {
    String message = String.valueOf(failure.getMessage());
    if (!(failure instanceof ServiceException) || !message.contains(CorrectResponses.REFUSAL)) {
      return Outcome.failed(failure);
    }
    boolean own =
        asked.kind() == Kind.DELETE && message.contains(CorrectResponses.REFUSAL + asked.id());
    return own ? Outcome.answered() : Outcome.wrong(asked + " got a refusal", failure);
  }
}
