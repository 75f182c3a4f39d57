package io.pinelink.rest.codec;

import io.pinelink.rest.json.JsonReader;
import java.io.IOException;

/** The token of the next page, from a page's member {@code pagination}. */
final class PageToken {
  private String next = "";

  void read(JsonReader json) throws IOException {
    if (json.enterObject()) {
      for (String member = json.nextMember(); member != null; member = json.nextMember()) {
        if (member.equals("next")) {
          next = json.textOrEmpty();
        } else {
          json.skip();
        }
      }
    }
  }

  /** Returns the token; empty if there is none. */
  String token() {
    return next;
  }
}
