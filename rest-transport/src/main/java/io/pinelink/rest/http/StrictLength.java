package io.pinelink.rest.http;

import org.apache.hc.core5.http.ContentLengthStrategy;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpMessage;
import org.apache.hc.core5.http.ProtocolException;

/**
 * A strategy that determines the end of a body, and rejects a message that specifies it in two
 * ways. If two readers of a message can disagree on its end, the following bytes can be mistaken
 * for the response to another request (RFC 9112, sections 6.3 and 11).
 */
final class StrictLength implements ContentLengthStrategy {
  static final StrictLength INSTANCE = new StrictLength();

  private StrictLength() {}

  @Override
  public long determineLength(HttpMessage message) throws HttpException {
    Header[] codings = message.getHeaders(HttpHeaders.TRANSFER_ENCODING);
    Header[] lengths = message.getHeaders(HttpHeaders.CONTENT_LENGTH);
    if (codings.length == 0) {
      return lengths.length == 0 ? UNDEFINED : length(lengths);
    }
    if (lengths.length > 0) {
      throw new ProtocolException("the message has a Content-Length and a Transfer-Encoding");
    }
    if (codings.length > 1 || !"chunked".equalsIgnoreCase(codings[0].getValue())) {
      throw new ProtocolException("the message has a Transfer-Encoding other than chunked");
    }
    return CHUNKED;
  }

  private static long length(Header[] lengths) throws ProtocolException {
    String text = lengths[0].getValue();
    for (Header other : lengths) {
      if (!other.getValue().equals(text)) {
        throw new ProtocolException("the message has two different Content-Length headers");
      }
    }
    // Long.parseLong would accept a sign.
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        throw new ProtocolException("the message has a Content-Length that is not a number");
      }
    }
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw new ProtocolException("the message has a Content-Length that is not a number", e);
    }
  }
}
