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

/** Assertions that the service refuses a call. */
final class RefusalAssertions {
  private RefusalAssertions() {}

  /** Asserts that a call is refused with a code. */
  static void as(ErrorCode code, Executable call) {
    assertEquals(code, assertThrows(ServiceException.class, call).code());
  }

  /** Asserts that a call is refused as invalid, with a message that contains the words. */
  static void asInvalid(String words, Executable call) {
    ServiceException refused = assertThrows(ServiceException.class, call, words);
    assertEquals(ErrorCode.INVALID_ARGUMENT, refused.code(), words);
    assertMessage(words, refused);
  }

  /** Asserts that a resource is not found, with a message that contains the words. */
  static void notFound(String words, Executable call) {
    NotFoundException unknown = assertThrows(NotFoundException.class, call, words);
    // A message is one line.
    assertMessage(words.replaceAll("\\p{Cntrl}+", " "), unknown);
  }

  /** Asserts that no resource of a kind is found by these ids, which the messages repeat as is. */
  static void notFoundEach(String kind, List<String> ids, Consumer<String> call) {
    for (String id : ids) {
      notFound(kind + " " + id + " not found.", () -> call.accept(id));
    }
  }

  private static void assertMessage(String words, ServiceException refused) {
    String message = String.valueOf(refused.getMessage());
    assertTrue(message.contains(words), message);
  }
}
