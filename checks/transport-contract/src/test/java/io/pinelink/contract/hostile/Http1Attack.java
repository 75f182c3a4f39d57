package io.pinelink.contract.hostile;

import static io.pinelink.contract.hostile.AfterAttack.AWAIT_CLOSE;
import static io.pinelink.contract.hostile.AfterAttack.CLOSE;
import static io.pinelink.contract.hostile.AfterAttack.RESET;
import static io.pinelink.contract.hostile.AfterAttack.SERVE;
import static io.pinelink.contract.hostile.AfterAttack.SILENCE;
import static io.pinelink.contract.hostile.Bytes.ascii;
import static io.pinelink.contract.hostile.Bytes.concat;
import static io.pinelink.contract.hostile.Bytes.first;
import static io.pinelink.contract.hostile.ExpectedResult.ANSWER;
import static io.pinelink.contract.hostile.ExpectedResult.EITHER;
import static io.pinelink.contract.hostile.ExpectedResult.FAILURE;
import static io.pinelink.contract.hostile.HttpText.bare;
import static io.pinelink.contract.hostile.HttpText.chunk;
import static io.pinelink.contract.hostile.HttpText.head;
import static io.pinelink.contract.hostile.HttpText.informational;

import java.io.IOException;

/** An attack that replaces one honest HTTP/1.1 response. */
enum Http1Attack {
  // Informational responses.
  CONTINUE(ANSWER, SERVE, exchange -> exchange.send(informational(100), exchange.honest())),
  PROCESSING(ANSWER, SERVE, exchange -> exchange.send(informational(102), exchange.honest())),
  EARLY_HINTS(ANSWER, SERVE, exchange -> exchange.send(informational(103), exchange.honest())),
  EARLY_HINTS_APART(
      ANSWER,
      SERVE,
      exchange -> {
        exchange.send(informational(103));
        exchange.connection().pause(1);
        exchange.send(exchange.honest());
      }),
  UNKNOWN_INFORMATIONAL(
      ANSWER, SERVE, exchange -> exchange.send(informational(199), exchange.honest())),
  MANY_INFORMATIONAL(
      ANSWER,
      SERVE,
      exchange -> {
        for (int i = exchange.random().nextInt(2, 8); i > 0; i--) {
          exchange.send(informational(exchange.random().nextInt(102, 104)));
        }
        exchange.send(exchange.honest());
      }),
  INFORMATIONAL_FLOOD(FAILURE, SILENCE, exchange -> exchange.flood(informational(103))),
  INFORMATIONAL_ALONE(FAILURE, CLOSE, exchange -> exchange.send(informational(103))),
  SWITCHING_PROTOCOLS(
      FAILURE,
      AWAIT_CLOSE,
      exchange ->
          exchange.send(
              bare("HTTP/1.1 101 Switching Protocols", "Connection: upgrade", "Upgrade: other"),
              exchange.honest())),
  SWITCHING_PROTOCOLS_ALONE(
      FAILURE,
      AWAIT_CLOSE,
      exchange ->
          exchange.send(
              bare("HTTP/1.1 101 Switching Protocols", "Connection: upgrade", "Upgrade: other"))),

  // More than the response.
  DOUBLED(EITHER, AWAIT_CLOSE, exchange -> exchange.send(exchange.honest(), exchange.other())),
  DOUBLED_LARGE(
      EITHER, AWAIT_CLOSE, exchange -> exchange.send(exchange.honest(100_000), exchange.other())),
  DOUBLED_MANY(
      EITHER,
      AWAIT_CLOSE,
      exchange ->
          exchange.send(exchange.honest(), exchange.other(), exchange.other(), exchange.other())),
  DOUBLED_REFUSAL(
      EITHER,
      AWAIT_CLOSE,
      exchange ->
          exchange.send(exchange.honest(), bare("HTTP/1.1 503 Later", "Content-Length: 0"))),
  INFORMATIONAL_AFTER(
      EITHER, AWAIT_CLOSE, exchange -> exchange.send(exchange.honest(), informational(103))),
  GARBAGE_AFTER(
      EITHER,
      AWAIT_CLOSE,
      exchange ->
          exchange.send(
              exchange.honest(),
              Bytes.random(exchange.random(), exchange.random().nextInt(8, 64)))),
  BYTES_AFTER_CHUNKS(
      EITHER,
      AWAIT_CLOSE,
      exchange ->
          exchange.send(
              exchange.chunkedHead(),
              chunk(exchange.json()),
              ascii("0\r\n\r\n"),
              exchange.other())),
  NO_CONTENT_WITH_BODY(
      FAILURE,
      AWAIT_CLOSE,
      exchange ->
          exchange.send(
              head(exchange.isRefusal() ? 304 : 204, exchange.json().length), exchange.json())),
  NOT_MODIFIED_WITH_BODY(
      FAILURE,
      AWAIT_CLOSE,
      exchange -> exchange.send(head(304, exchange.json().length), exchange.json())),

  // Lengths.
  LENGTH_TOO_SHORT(
      FAILURE,
      AWAIT_CLOSE,
      exchange ->
          exchange.send(head(exchange.status(), exchange.json().length - 2), exchange.json())),
  LENGTH_ZERO(
      FAILURE, AWAIT_CLOSE, exchange -> exchange.send(head(exchange.status(), 0), exchange.json())),
  LENGTH_TOO_LONG(
      FAILURE,
      CLOSE,
      exchange ->
          exchange.send(head(exchange.status(), exchange.json().length + 1), exchange.json())),
  LENGTH_TOO_LONG_SILENCE(
      FAILURE,
      SILENCE,
      exchange ->
          exchange.send(head(exchange.status(), exchange.json().length + 1), exchange.json())),
  LENGTH_HUGE(
      FAILURE,
      SILENCE,
      exchange ->
          exchange.send(
              head(exchange.status(), "Content-Length: 9223372036854775807"), exchange.json())),
  LENGTH_OVERFLOW(
      FAILURE,
      AWAIT_CLOSE,
      exchange ->
          exchange.send(
              head(exchange.status(), "Content-Length: 99999999999999999999"), exchange.json())),
  LENGTH_NEGATIVE(
      FAILURE,
      AWAIT_CLOSE,
      exchange -> exchange.send(head(exchange.status(), "Content-Length: -1"), exchange.json())),
  LENGTH_NOT_A_NUMBER(
      FAILURE,
      AWAIT_CLOSE,
      exchange -> exchange.send(head(exchange.status(), "Content-Length: ten"), exchange.json())),
  LENGTH_TWICE(
      EITHER,
      SERVE,
      exchange -> {
        String length = "Content-Length: " + exchange.json().length;
        exchange.send(head(exchange.status(), length, length), exchange.json());
      }),
  LENGTHS_IN_CONFLICT(
      FAILURE,
      AWAIT_CLOSE,
      exchange ->
          exchange.send(
              head(
                  exchange.status(),
                  "Content-Length: " + exchange.json().length,
                  "Content-Length: " + (exchange.json().length + exchange.other().length)),
              exchange.json(),
              exchange.other())),
  LENGTHS_IN_CONFLICT_LONGER_FIRST(
      FAILURE,
      AWAIT_CLOSE,
      exchange ->
          exchange.send(
              head(
                  exchange.status(),
                  "Content-Length: " + (exchange.json().length + exchange.other().length),
                  "Content-Length: " + exchange.json().length),
              exchange.json(),
              exchange.other())),
  LENGTHS_IN_A_LIST(
      FAILURE,
      AWAIT_CLOSE,
      exchange ->
          exchange.send(
              head(exchange.status(), "Content-Length: " + exchange.json().length + ", " + 1),
              exchange.json())),
  LENGTH_AND_CHUNKS(
      EITHER,
      AWAIT_CLOSE,
      exchange -> {
        byte[] chunks = concat(chunk(exchange.json()), ascii("0\r\n\r\n"), exchange.other());
        exchange.send(
            head(
                exchange.status(),
                "Content-Length: " + chunks.length,
                "Transfer-Encoding: chunked"),
            chunks);
      }),
  LENGTH_AND_CHUNKS_SHORTER(
      EITHER,
      AWAIT_CLOSE,
      exchange ->
          exchange.send(
              head(exchange.status(), "Transfer-Encoding: chunked", "Content-Length: 5"),
              chunk(exchange.json()),
              ascii("0\r\n\r\n"))),

  // Chunks.
  CHUNKS(
      ANSWER,
      SERVE,
      exchange -> {
        int half = exchange.json().length / 2;
        exchange.send(
            exchange.chunkedHead(),
            chunk(first(exchange.json(), half)),
            chunk(Bytes.from(exchange.json(), half)),
            ascii("0\r\n\r\n"));
      }),
  CHUNK_EXTENSION(
      ANSWER,
      SERVE,
      exchange ->
          exchange.send(
              exchange.chunkedHead(),
              ascii(Integer.toHexString(exchange.json().length) + ";name=value\r\n"),
              exchange.json(),
              ascii("\r\n0\r\n\r\n"))),
  CHUNK_TRAILERS(
      ANSWER,
      SERVE,
      exchange ->
          exchange.send(
              exchange.chunkedHead(),
              chunk(exchange.json()),
              ascii("0\r\nX-Trailer: value\r\n\r\n"))),
  CHUNK_TRUNCATED(
      FAILURE,
      CLOSE,
      exchange -> exchange.send(exchange.chunkedHead(), ascii("1000\r\n"), exchange.json())),
  CHUNKS_WITHOUT_END(
      FAILURE, CLOSE, exchange -> exchange.send(exchange.chunkedHead(), chunk(exchange.json()))),
  CHUNKS_WITHOUT_END_SILENCE(
      FAILURE, SILENCE, exchange -> exchange.send(exchange.chunkedHead(), chunk(exchange.json()))),
  CHUNK_SIZE_NOT_A_NUMBER(
      FAILURE,
      AWAIT_CLOSE,
      exchange ->
          exchange.send(
              exchange.chunkedHead(), ascii("zz\r\n"), exchange.json(), ascii("\r\n0\r\n\r\n"))),
  /** The HTTP library waits for more: docs/decisions/http-library.md. */
  CHUNK_SIZE_NEGATIVE(
      FAILURE,
      SILENCE,
      exchange ->
          exchange.send(
              exchange.chunkedHead(), ascii("-1\r\n"), exchange.json(), ascii("\r\n0\r\n\r\n"))),
  CHUNK_SIZE_OVERFLOW(
      FAILURE,
      AWAIT_CLOSE,
      exchange ->
          exchange.send(
              exchange.chunkedHead(),
              ascii("fffffffffffffffff\r\n"),
              exchange.json(),
              ascii("\r\n0\r\n\r\n"))),
  CHUNK_LONGER_THAN_ITS_SIZE(
      FAILURE,
      AWAIT_CLOSE,
      exchange ->
          exchange.send(
              exchange.chunkedHead(), ascii("2\r\n"), exchange.json(), ascii("\r\n0\r\n\r\n"))),
  UNKNOWN_TRANSFER_ENCODING(
      EITHER,
      SILENCE,
      exchange ->
          exchange.send(head(exchange.status(), "Transfer-Encoding: sorted"), exchange.json())),

  // Heads.
  STATUS_NOT_A_NUMBER(
      FAILURE, AWAIT_CLOSE, exchange -> exchange.send(bare("HTTP/1.1 okay OK"), exchange.json())),
  STATUS_OUT_OF_RANGE(
      FAILURE,
      AWAIT_CLOSE,
      exchange ->
          exchange.send(
              bare("HTTP/1.1 99 Low", "Content-Length: " + exchange.json().length),
              exchange.json())),
  STATUS_WITHOUT_A_MEANING(
      FAILURE,
      SERVE,
      exchange ->
          exchange.send(
              bare(
                  "HTTP/1.1 " + exchange.random().nextInt(600, 1_000) + " ?",
                  "Content-Length: 0"))),
  STATUS_LINE_OF_ANOTHER_PROTOCOL(
      FAILURE,
      AWAIT_CLOSE,
      exchange -> exchange.send(ascii("220 mail.example ESMTP\r\n"), exchange.honest())),
  HTTP_2_FRAMES(
      FAILURE,
      SILENCE,
      exchange -> exchange.send(Frame.settings().toBytes(), Frame.goAway(0, 0).toBytes())),
  GARBAGE(
      FAILURE,
      AWAIT_CLOSE,
      exchange ->
          exchange.send(
              Bytes.random(exchange.random(), exchange.random().nextInt(32, 512)),
              ascii("\r\n\r\n"))),
  FOLDED_HEADER(
      EITHER,
      SERVE,
      exchange ->
          exchange.send(
              head(
                  exchange.status(),
                  "X-Folded: a",
                  " b",
                  "\tc",
                  "Content-Length: " + exchange.json().length),
              exchange.json())),
  FOLDED_LENGTH(
      EITHER,
      AWAIT_CLOSE,
      exchange ->
          exchange.send(
              head(exchange.status(), "Content-Length: 1", " " + exchange.json().length),
              exchange.json())),
  HEADER_WITHOUT_COLON(
      EITHER,
      SERVE,
      exchange ->
          exchange.send(
              head(exchange.status(), "no colon here", "Content-Length: " + exchange.json().length),
              exchange.json())),
  BLANK_BEFORE_COLON(
      EITHER,
      AWAIT_CLOSE,
      exchange ->
          exchange.send(
              head(
                  exchange.status(),
                  "Content-Length : 5",
                  "Content-Length: " + exchange.json().length),
              exchange.json())),
  ZERO_BYTE_IN_HEADER(
      EITHER,
      SERVE,
      exchange ->
          exchange.send(
              head(exchange.status(), "X-Zero: a\0b", "Content-Length: " + exchange.json().length),
              exchange.json())),
  ENDLESS_HEADERS(
      FAILURE, AWAIT_CLOSE, exchange -> exchange.endless(ascii("HTTP/1.1 200 OK\r\n"), "a: b\r\n")),
  ENDLESS_HEADER(
      FAILURE,
      AWAIT_CLOSE,
      exchange -> exchange.endless(ascii("HTTP/1.1 200 OK\r\na: "), "bbbbbbbb")),
  ENDLESS_TRAILERS(
      FAILURE,
      AWAIT_CLOSE,
      exchange ->
          exchange.endless(
              concat(exchange.chunkedHead(), chunk(exchange.json()), ascii("0\r\n")), "a: b\r\n")),
  ENDLESS_CHUNK_EXTENSION(
      FAILURE,
      AWAIT_CLOSE,
      exchange -> exchange.endless(concat(exchange.chunkedHead(), ascii("5;")), "name=value;")),
  ENDLESS_STATUS_LINE(
      FAILURE, AWAIT_CLOSE, exchange -> exchange.endless(ascii("HTTP/1.1 200 "), "OKOKOKOK")),
  ENDLESS_BLANK_LINES(
      FAILURE, AWAIT_CLOSE, exchange -> exchange.endless(ascii("\r\n"), "\r\n\r\n")),

  // Endings.
  UNTIL_CLOSE(
      ANSWER,
      CLOSE,
      exchange -> exchange.send(head(exchange.status(), "Connection: close"), exchange.json())),
  ANNOUNCED_CLOSE(
      ANSWER,
      AWAIT_CLOSE,
      exchange ->
          exchange.send(
              head(
                  exchange.status(),
                  "Connection: close",
                  "Content-Length: " + exchange.json().length),
              exchange.json())),
  CLOSED_WITHOUT_ANSWER(EITHER, CLOSE, exchange -> {}),
  RESET_WITHOUT_ANSWER(EITHER, RESET, exchange -> {}),
  CUT_AND_CLOSED(
      FAILURE,
      CLOSE,
      exchange ->
          exchange.send(
              first(exchange.honest(), exchange.random().nextInt(1, exchange.honest().length)))),
  CUT_AND_RESET(
      FAILURE,
      RESET,
      exchange ->
          exchange.send(
              first(exchange.honest(), exchange.random().nextInt(1, exchange.honest().length)))),
  ANSWERED_AND_CLOSED(ANSWER, CLOSE, exchange -> exchange.send(exchange.honest())),

  // Pace.
  SPLIT(
      ANSWER,
      SERVE,
      exchange -> {
        byte[] rest = exchange.honest();
        while (rest.length > 0) {
          int part = Math.min(rest.length, exchange.random().nextInt(1, 64));
          exchange.send(first(rest, part));
          rest = Bytes.from(rest, part);
        }
      }),
  DRIP(
      EITHER,
      SERVE,
      exchange -> {
        for (byte one : exchange.honest()) {
          exchange.send(new byte[] {one});
          exchange.connection().pause(2);
        }
      }),
  NO_ANSWER(FAILURE, SILENCE, exchange -> {}),
  CUT_AND_SILENCE(
      FAILURE,
      SILENCE,
      exchange ->
          exchange.send(
              first(exchange.honest(), exchange.random().nextInt(1, exchange.honest().length)))),

  // TLS.
  GARBAGE_BELOW_TLS(
      FAILURE,
      AWAIT_CLOSE,
      exchange -> {
        byte[] record = new byte[64];
        java.util.Arrays.fill(record, (byte) 0xFF);
        exchange.connection().sendBelowTls(record);
      });

  private final ExpectedResult expected;
  private final AfterAttack afterwards;

  @SuppressWarnings("ImmutableEnumChecker") // a script has no state
  private final Play play;

  Http1Attack(ExpectedResult expected, AfterAttack afterwards, Play play) {
    this.expected = expected;
    this.afterwards = afterwards;
    this.play = play;
  }

  /** The server's output. */
  private interface Play {
    void on(Http1Exchange exchange) throws IOException;
  }

  ExpectedResult expected() {
    return expected;
  }

  AfterAttack afterwards() {
    return afterwards;
  }

  /** Returns whether the attacked call may run to its deadline. */
  boolean isSlow() {
    return afterwards == SILENCE || this == DRIP;
  }

  void play(Http1Exchange exchange) throws IOException {
    play.on(exchange);
  }
}
