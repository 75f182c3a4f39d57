package io.pinelink.rest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** The position of a value in a JSON text. */
record Span(int begin, int end) {
  /** Returns the spans of all values, including nested ones. */
  static List<Span> ofValues(byte[] json) throws IOException {
    List<Span> spans = new ArrayList<>();
    Deque<Integer> open = new ArrayDeque<>();
    try (JsonParser parser = new JsonFactory().createParser(json)) {
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        int begin = (int) parser.currentTokenLocation().getByteOffset();
        parser.finishToken();
        int end = (int) parser.currentLocation().getByteOffset();
        if (token.isStructStart()) {
          open.push(begin);
        } else if (token.isStructEnd()) {
          spans.add(new Span(open.pop(), end));
        } else if (token.isScalarValue()) {
          spans.add(new Span(begin, end));
        }
      }
    }
    return spans;
  }

  /** Returns the text with the value replaced. */
  byte[] replaced(byte[] json, byte[] other) {
    ByteArrayOutputStream text = new ByteArrayOutputStream(json.length + other.length);
    text.write(json, 0, begin);
    text.writeBytes(other);
    text.write(json, end, json.length - end);
    return text.toByteArray();
  }
}
