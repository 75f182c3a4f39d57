package io.pinelink.testing.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pinelink.error.ErrorCode;
import io.pinelink.error.NotFoundException;
import io.pinelink.error.ServiceException;
import org.junit.jupiter.api.function.Executable;

/** What rows expect of a call that the server refuses: the code, and words of its own. */
final class Refused {
  private Refused() {}

  /** The call is not valid; the message has the words. */
  static void asInvalid(String words, Executable call) {
    ServiceException refused = assertThrows(ServiceException.class, call, words);
    assertEquals(ErrorCode.INVALID_ARGUMENT, refused.code(), words);
    assertSays(words, refused);
  }

  /** There is no such thing; the message has its name, with a blank for what no line can show. */
  static void asNotFound(String name, Executable call) {
    NotFoundException unknown = assertThrows(NotFoundException.class, call, name);
    assertSays(name.replaceAll("\\p{Cntrl}+", " "), unknown);
  }

  private static void assertSays(String words, ServiceException refused) {
    String message = String.valueOf(refused.getMessage());
    assertTrue(message.contains(words), message);
  }
}
