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

/** What a server does in place of one honest response of HTTP/1.1. */
enum Http1Attack {
  // Informational responses.
  CONTINUE(ANSWER, SERVE, turn -> turn.send(informational(100), turn.honest())),
  PROCESSING(ANSWER, SERVE, turn -> turn.send(informational(102), turn.honest())),
  EARLY_HINTS(ANSWER, SERVE, turn -> turn.send(informational(103), turn.honest())),
  EARLY_HINTS_APART(
      ANSWER,
      SERVE,
      turn -> {
        turn.send(informational(103));
        turn.connection().pause(1);
        turn.send(turn.honest());
      }),
  UNKNOWN_INFORMATIONAL(ANSWER, SERVE, turn -> turn.send(informational(199), turn.honest())),
  MANY_INFORMATIONAL(
      ANSWER,
      SERVE,
      turn -> {
        for (int i = turn.random().nextInt(2, 8); i > 0; i--) {
          turn.send(informational(turn.random().nextInt(102, 104)));
        }
        turn.send(turn.honest());
      }),
  INFORMATIONAL_FLOOD(FAILURE, SILENCE, turn -> turn.flood(informational(103))),
  INFORMATIONAL_ALONE(FAILURE, CLOSE, turn -> turn.send(informational(103))),
  SWITCHING_PROTOCOLS(
      FAILURE,
      AWAIT_CLOSE,
      turn ->
          turn.send(
              bare("HTTP/1.1 101 Switching Protocols", "Connection: upgrade", "Upgrade: other"),
              turn.honest())),
  SWITCHING_PROTOCOLS_ALONE(
      FAILURE,
      AWAIT_CLOSE,
      turn ->
          turn.send(
              bare("HTTP/1.1 101 Switching Protocols", "Connection: upgrade", "Upgrade: other"))),

  // More than the response.
  DOUBLED(EITHER, AWAIT_CLOSE, turn -> turn.send(turn.honest(), turn.other())),
  DOUBLED_LARGE(EITHER, AWAIT_CLOSE, turn -> turn.send(turn.honest(100_000), turn.other())),
  DOUBLED_MANY(
      EITHER,
      AWAIT_CLOSE,
      turn -> turn.send(turn.honest(), turn.other(), turn.other(), turn.other())),
  DOUBLED_REFUSAL(
      EITHER,
      AWAIT_CLOSE,
      turn -> turn.send(turn.honest(), bare("HTTP/1.1 503 Later", "Content-Length: 0"))),
  INFORMATIONAL_AFTER(EITHER, AWAIT_CLOSE, turn -> turn.send(turn.honest(), informational(103))),
  GARBAGE_AFTER(
      EITHER,
      AWAIT_CLOSE,
      turn -> turn.send(turn.honest(), Bytes.random(turn.random(), turn.random().nextInt(8, 64)))),
  BYTES_AFTER_CHUNKS(
      EITHER,
      AWAIT_CLOSE,
      turn -> turn.send(turn.chunkedHead(), chunk(turn.json()), ascii("0\r\n\r\n"), turn.other())),
  NO_CONTENT_WITH_BODY(
      FAILURE,
      AWAIT_CLOSE,
      turn -> turn.send(head(turn.isRefusal() ? 304 : 204, turn.json().length), turn.json())),
  NOT_MODIFIED_WITH_BODY(
      FAILURE, AWAIT_CLOSE, turn -> turn.send(head(304, turn.json().length), turn.json())),

  // Lengths.
  LENGTH_TOO_SHORT(
      FAILURE,
      AWAIT_CLOSE,
      turn -> turn.send(head(turn.status(), turn.json().length - 2), turn.json())),
  LENGTH_ZERO(FAILURE, AWAIT_CLOSE, turn -> turn.send(head(turn.status(), 0), turn.json())),
  LENGTH_TOO_LONG(
      FAILURE, CLOSE, turn -> turn.send(head(turn.status(), turn.json().length + 1), turn.json())),
  LENGTH_TOO_LONG_SILENCE(
      FAILURE,
      SILENCE,
      turn -> turn.send(head(turn.status(), turn.json().length + 1), turn.json())),
  LENGTH_HUGE(
      FAILURE,
      SILENCE,
      turn -> turn.send(head(turn.status(), "Content-Length: 9223372036854775807"), turn.json())),
  LENGTH_OVERFLOW(
      FAILURE,
      AWAIT_CLOSE,
      turn -> turn.send(head(turn.status(), "Content-Length: 99999999999999999999"), turn.json())),
  LENGTH_NEGATIVE(
      FAILURE,
      AWAIT_CLOSE,
      turn -> turn.send(head(turn.status(), "Content-Length: -1"), turn.json())),
  LENGTH_NOT_A_NUMBER(
      FAILURE,
      AWAIT_CLOSE,
      turn -> turn.send(head(turn.status(), "Content-Length: ten"), turn.json())),
  LENGTH_TWICE(
      EITHER,
      SERVE,
      turn -> {
        String length = "Content-Length: " + turn.json().length;
        turn.send(head(turn.status(), length, length), turn.json());
      }),
  LENGTHS_IN_CONFLICT(
      FAILURE,
      AWAIT_CLOSE,
      turn ->
          turn.send(
              head(
                  turn.status(),
                  "Content-Length: " + turn.json().length,
                  "Content-Length: " + (turn.json().length + turn.other().length)),
              turn.json(),
              turn.other())),
  LENGTHS_IN_CONFLICT_LONGER_FIRST(
      FAILURE,
      AWAIT_CLOSE,
      turn ->
          turn.send(
              head(
                  turn.status(),
                  "Content-Length: " + (turn.json().length + turn.other().length),
                  "Content-Length: " + turn.json().length),
              turn.json(),
              turn.other())),
  LENGTHS_IN_A_LIST(
      FAILURE,
      AWAIT_CLOSE,
      turn ->
          turn.send(
              head(turn.status(), "Content-Length: " + turn.json().length + ", " + 1),
              turn.json())),
  LENGTH_AND_CHUNKS(
      EITHER,
      AWAIT_CLOSE,
      turn -> {
        byte[] chunks = concat(chunk(turn.json()), ascii("0\r\n\r\n"), turn.other());
        turn.send(
            head(turn.status(), "Content-Length: " + chunks.length, "Transfer-Encoding: chunked"),
            chunks);
      }),
  LENGTH_AND_CHUNKS_SHORTER(
      EITHER,
      AWAIT_CLOSE,
      turn ->
          turn.send(
              head(turn.status(), "Transfer-Encoding: chunked", "Content-Length: 5"),
              chunk(turn.json()),
              ascii("0\r\n\r\n"))),

  // Chunks.
  CHUNKS(
      ANSWER,
      SERVE,
      turn -> {
        int half = turn.json().length / 2;
        turn.send(
            turn.chunkedHead(),
            chunk(first(turn.json(), half)),
            chunk(Bytes.from(turn.json(), half)),
            ascii("0\r\n\r\n"));
      }),
  CHUNK_EXTENSION(
      ANSWER,
      SERVE,
      turn ->
          turn.send(
              turn.chunkedHead(),
              ascii(Integer.toHexString(turn.json().length) + ";name=value\r\n"),
              turn.json(),
              ascii("\r\n0\r\n\r\n"))),
  CHUNK_TRAILERS(
      ANSWER,
      SERVE,
      turn ->
          turn.send(
              turn.chunkedHead(), chunk(turn.json()), ascii("0\r\nX-Trailer: value\r\n\r\n"))),
  CHUNK_TRUNCATED(
      FAILURE, CLOSE, turn -> turn.send(turn.chunkedHead(), ascii("1000\r\n"), turn.json())),
  CHUNKS_WITHOUT_END(FAILURE, CLOSE, turn -> turn.send(turn.chunkedHead(), chunk(turn.json()))),
  CHUNKS_WITHOUT_END_SILENCE(
      FAILURE, SILENCE, turn -> turn.send(turn.chunkedHead(), chunk(turn.json()))),
  CHUNK_SIZE_NOT_A_NUMBER(
      FAILURE,
      AWAIT_CLOSE,
      turn -> turn.send(turn.chunkedHead(), ascii("zz\r\n"), turn.json(), ascii("\r\n0\r\n\r\n"))),
  /** The HTTP library waits for more: docs/decisions/http-library.md. */
  CHUNK_SIZE_NEGATIVE(
      FAILURE,
      SILENCE,
      turn -> turn.send(turn.chunkedHead(), ascii("-1\r\n"), turn.json(), ascii("\r\n0\r\n\r\n"))),
  CHUNK_SIZE_OVERFLOW(
      FAILURE,
      AWAIT_CLOSE,
      turn ->
          turn.send(
              turn.chunkedHead(),
              ascii("fffffffffffffffff\r\n"),
              turn.json(),
              ascii("\r\n0\r\n\r\n"))),
  CHUNK_LONGER_THAN_ITS_SIZE(
      FAILURE,
      AWAIT_CLOSE,
      turn -> turn.send(turn.chunkedHead(), ascii("2\r\n"), turn.json(), ascii("\r\n0\r\n\r\n"))),
  UNKNOWN_TRANSFER_ENCODING(
      EITHER,
      SILENCE,
      turn -> turn.send(head(turn.status(), "Transfer-Encoding: sorted"), turn.json())),

  // Heads.
  STATUS_NOT_A_NUMBER(
      FAILURE, AWAIT_CLOSE, turn -> turn.send(bare("HTTP/1.1 okay OK"), turn.json())),
  STATUS_OUT_OF_RANGE(
      FAILURE,
      AWAIT_CLOSE,
      turn ->
          turn.send(bare("HTTP/1.1 99 Low", "Content-Length: " + turn.json().length), turn.json())),
  STATUS_LINE_OF_ANOTHER_PROTOCOL(
      FAILURE, AWAIT_CLOSE, turn -> turn.send(ascii("220 mail.example ESMTP\r\n"), turn.honest())),
  HTTP_2_FRAMES(
      FAILURE,
      SILENCE,
      turn -> turn.send(Frame.settings().toBytes(), Frame.goAway(0, 0).toBytes())),
  GARBAGE(
      FAILURE,
      AWAIT_CLOSE,
      turn ->
          turn.send(
              Bytes.random(turn.random(), turn.random().nextInt(32, 512)), ascii("\r\n\r\n"))),
  FOLDED_HEADER(
      EITHER,
      SERVE,
      turn ->
          turn.send(
              head(
                  turn.status(),
                  "X-Folded: a",
                  " b",
                  "\tc",
                  "Content-Length: " + turn.json().length),
              turn.json())),
  FOLDED_LENGTH(
      EITHER,
      AWAIT_CLOSE,
      turn ->
          turn.send(
              head(turn.status(), "Content-Length: 1", " " + turn.json().length), turn.json())),
  HEADER_WITHOUT_COLON(
      EITHER,
      SERVE,
      turn ->
          turn.send(
              head(turn.status(), "no colon here", "Content-Length: " + turn.json().length),
              turn.json())),
  BLANK_BEFORE_COLON(
      EITHER,
      AWAIT_CLOSE,
      turn ->
          turn.send(
              head(turn.status(), "Content-Length : 5", "Content-Length: " + turn.json().length),
              turn.json())),
  ZERO_BYTE_IN_HEADER(
      EITHER,
      SERVE,
      turn ->
          turn.send(
              head(turn.status(), "X-Zero: a\0b", "Content-Length: " + turn.json().length),
              turn.json())),
  ENDLESS_HEADERS(
      FAILURE, AWAIT_CLOSE, turn -> turn.endless(ascii("HTTP/1.1 200 OK\r\n"), "a: b\r\n")),
  ENDLESS_HEADER(
      FAILURE, AWAIT_CLOSE, turn -> turn.endless(ascii("HTTP/1.1 200 OK\r\na: "), "bbbbbbbb")),
  ENDLESS_STATUS_LINE(
      FAILURE, AWAIT_CLOSE, turn -> turn.endless(ascii("HTTP/1.1 200 "), "OKOKOKOK")),
  ENDLESS_BLANK_LINES(FAILURE, AWAIT_CLOSE, turn -> turn.endless(ascii("\r\n"), "\r\n\r\n")),

  // Endings.
  UNTIL_CLOSE(
      ANSWER, CLOSE, turn -> turn.send(head(turn.status(), "Connection: close"), turn.json())),
  ANNOUNCED_CLOSE(
      ANSWER,
      AWAIT_CLOSE,
      turn ->
          turn.send(
              head(turn.status(), "Connection: close", "Content-Length: " + turn.json().length),
              turn.json())),
  CLOSED_WITHOUT_ANSWER(EITHER, CLOSE, turn -> {}),
  RESET_WITHOUT_ANSWER(EITHER, RESET, turn -> {}),
  CUT_AND_CLOSED(
      FAILURE,
      CLOSE,
      turn -> turn.send(first(turn.honest(), turn.random().nextInt(1, turn.honest().length)))),
  CUT_AND_RESET(
      FAILURE,
      RESET,
      turn -> turn.send(first(turn.honest(), turn.random().nextInt(1, turn.honest().length)))),
  ANSWERED_AND_CLOSED(ANSWER, CLOSE, turn -> turn.send(turn.honest())),

  // Pace.
  SPLIT(
      ANSWER,
      SERVE,
      turn -> {
        byte[] rest = turn.honest();
        while (rest.length > 0) {
          int part = Math.min(rest.length, turn.random().nextInt(1, 64));
          turn.send(first(rest, part));
          rest = Bytes.from(rest, part);
        }
      }),
  DRIP(
      EITHER,
      SERVE,
      turn -> {
        for (byte one : turn.honest()) {
          turn.send(new byte[] {one});
          turn.connection().pause(2);
        }
      }),
  NO_ANSWER(FAILURE, SILENCE, turn -> {}),
  CUT_AND_SILENCE(
      FAILURE,
      SILENCE,
      turn -> turn.send(first(turn.honest(), turn.random().nextInt(1, turn.honest().length)))),

  // TLS.
  GARBAGE_BELOW_TLS(
      FAILURE,
      AWAIT_CLOSE,
      turn -> {
        byte[] record = new byte[64];
        java.util.Arrays.fill(record, (byte) 0xFF);
        turn.connection().sendBelowTls(record);
      });

  private final ExpectedResult expected;
  private final AfterAttack afterwards;

  @SuppressWarnings("ImmutableEnumChecker") // a play has no state
  private final Play play;

  Http1Attack(ExpectedResult expected, AfterAttack afterwards, Play play) {
    this.expected = expected;
    this.afterwards = afterwards;
    this.play = play;
  }

  /** What the server sends. */
  private interface Play {
    void on(Http1Exchange turn) throws IOException;
  }

  ExpectedResult expected() {
    return expected;
  }

  AfterAttack afterwards() {
    return afterwards;
  }

  /** Whether the call that meets it may run to its deadline. */
  boolean isSlow() {
    return afterwards == SILENCE || this == DRIP;
  }

  void play(Http1Exchange turn) throws IOException {
    play.on(turn);
  }
}
