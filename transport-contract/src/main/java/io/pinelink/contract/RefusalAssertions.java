package io.pinelink.contract;

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
final class RefusalAssertions {
  private RefusalAssertions() {}

  /** For this reason. */
  static void as(ErrorCode code, Executable call) {
    assertEquals(code, assertThrows(ServiceException.class, call).code());
  }

  /** Since the call is not valid, which the service says in these words among others. */
  static void asInvalid(String words, Executable call) {
    ServiceException refused = assertThrows(ServiceException.class, call, words);
    assertEquals(ErrorCode.INVALID_ARGUMENT, refused.code(), words);
    assertSays(words, refused);
  }

  /** Since there is no such thing, of which the service speaks in these words among others. */
  static void notFound(String words, Executable call) {
    NotFoundException unknown = assertThrows(NotFoundException.class, call, words);
    // A message is one line.
    assertSays(words.replaceAll("\\p{Cntrl}+", " "), unknown);
  }

  /** Since there is nothing of this kind with such ids, which the service repeats as they are. */
  static void notFoundEach(String kind, List<String> ids, Consumer<String> call) {
    for (String id : ids) {
      notFound(kind + " " + id + " not found.", () -> call.accept(id));
    }
  }

  private static void assertSays(String words, ServiceException refused) {
    String message = String.valueOf(refused.getMessage());
    assertTrue(message.contains(words), message);
  }
}
