package io.pinelink.rest.codec;

import io.pinelink.rest.json.JsonReader;
import java.io.IOException;

/** The token of the next page, from a page's member {@code pagination}. */
final class PageToken {
  private PageToken() {}

  /** Reads the member; returns an empty token if there is no next page. */
  static String read(JsonReader json) throws IOException {
    String next = "";
    if (json.enterObject()) {
      for (String member = json.nextMember(); member != null; member = json.nextMember()) {
        if (member.equals("next")) {
          next = json.textOrEmpty();
        } else {
          json.skip();
        }
      }
    }
    return next;
  }
}
