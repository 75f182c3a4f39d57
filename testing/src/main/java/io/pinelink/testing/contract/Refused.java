package io.pinelink.testing.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pinelink.error.ErrorCode;
import io.pinelink.error.NotFoundException;
import io.pinelink.error.ServiceException;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.function.Executable;

/** Shows that the service says no. */
final class Refused {
  private Refused() {}

  /** For this reason. */
  static void as(ErrorCode code, Executable call) {
    assertEquals(code, assertThrows(ServiceException.class, call).code());
  }

  /** Since there is no such thing, of which the service speaks in these words. */
  static void notFound(String words, Executable call) {
    String message = String.valueOf(assertThrows(NotFoundException.class, call).getMessage());
    // A message is one line.
    assertTrue(message.contains(words.replaceAll("\\p{Cntrl}+", " ")), message);
  }

  /** Since there is nothing of this kind with such ids, which the service repeats as they are. */
  static void notFoundEach(String kind, List<String> ids, Consumer<String> call) {
    for (String id : ids) {
      notFound(kind + " " + id + " not found.", () -> call.accept(id));
    }
  }
}
