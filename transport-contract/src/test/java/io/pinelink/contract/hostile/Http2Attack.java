package io.pinelink.contract.hostile;

import static io.pinelink.contract.hostile.AfterAttack.AWAIT_CLOSE;
import static io.pinelink.contract.hostile.AfterAttack.CLOSE;
import static io.pinelink.contract.hostile.AfterAttack.RESET;
import static io.pinelink.contract.hostile.AfterAttack.SERVE;
import static io.pinelink.contract.hostile.AfterAttack.SILENCE;
import static io.pinelink.contract.hostile.ExpectedResult.ANSWER;
import static io.pinelink.contract.hostile.ExpectedResult.EITHER;
import static io.pinelink.contract.hostile.ExpectedResult.FAILURE;

import java.io.IOException;
import java.util.List;

/** What a server does in place of one honest response over HTTP/2, JSON or gRPC. */
enum Http2Attack {
  // Informational responses.
  CONTINUE(ANSWER, SERVE, turn -> informational(turn, 100)),
  PROCESSING(ANSWER, SERVE, turn -> informational(turn, 102)),
  EARLY_HINTS(ANSWER, SERVE, turn -> informational(turn, 103)),
  MANY_INFORMATIONAL(
      ANSWER,
      SERVE,
      turn -> {
        for (int i = turn.random().nextInt(2, 8); i > 0; i--) {
          turn.informational(turn.random().nextInt(102, 104));
        }
        turn.answer();
      }),
  INFORMATIONAL_FLOOD(
      FAILURE,
      AWAIT_CLOSE,
      turn -> turn.flood(Frame.headers(turn.stream(), 0, List.of(":status", "103")))),
  INFORMATIONAL_ALONE(
      FAILURE,
      SERVE,
      turn -> turn.send(Frame.headers(turn.stream(), Frame.END_STREAM, List.of(":status", "103")))),
  SWITCHING_PROTOCOLS(EITHER, SERVE, turn -> informational(turn, 101)),

  // Frames in the wrong place.
  HEADERS_TWICE(
      EITHER,
      SERVE,
      turn -> {
        turn.send(turn.honest().headFrame(turn.stream()));
        turn.answer();
      }),
  DATA_BEFORE_HEADERS(
      FAILURE,
      SERVE,
      turn -> {
        turn.send(Frame.data(turn.stream(), 0, turn.stray().body()));
        turn.answer();
      }),
  DATA_ALONE(
      FAILURE,
      SERVE,
      turn -> turn.send(Frame.data(turn.stream(), Frame.END_STREAM, turn.honest().body()))),
  TRAILERS_WITH_A_STATUS(
      EITHER,
      SERVE,
      turn -> {
        Http2Response honest = turn.honest();
        turn.send(
            honest.headFrame(turn.stream()),
            Frame.data(turn.stream(), 0, honest.body()),
            Frame.headers(
                turn.stream(), Frame.END_STREAM, List.of(":status", "200", "grpc-status", "0")));
      }),
  HEAD_WITHOUT_STATUS(
      FAILURE,
      SERVE,
      turn -> {
        Http2Response honest = turn.honest();
        List<String> head = honest.head().subList(2, honest.head().size());
        turn.send(new Http2Response(head, honest.body(), List.of()).frames(turn.stream()));
      }),
  ANSWER_ON_AN_UNKNOWN_STREAM(
      EITHER,
      AWAIT_CLOSE,
      turn -> {
        turn.send(turn.stray().frames(turn.stream() + 1_000));
        turn.answer();
      }),
  ANSWER_ON_A_STREAM_OF_THE_SERVER(
      EITHER,
      AWAIT_CLOSE,
      turn -> {
        turn.send(turn.stray().frames(2));
        turn.answer();
      }),
  ANSWER_ON_THE_CONNECTION(
      EITHER,
      AWAIT_CLOSE,
      turn -> {
        turn.send(turn.stray().frames(0));
        turn.answer();
      }),
  DOUBLED(
      EITHER,
      SERVE,
      turn -> {
        turn.answer();
        turn.send(turn.other().frames(turn.stream()));
      }),
  PUSH_PROMISE(
      EITHER,
      AWAIT_CLOSE,
      turn -> {
        byte[] block =
            Hpack.encode(
                List.of(
                    ":method", "GET", ":scheme", "https", ":authority", "localhost", ":path", "/"));
        turn.send(
            new Frame(
                Frame.PUSH_PROMISE,
                Frame.END_HEADERS,
                turn.stream(),
                Bytes.concat(Frame.ints(2), block)));
        turn.answer();
      }),
  CONTINUATION_ALONE(
      EITHER,
      AWAIT_CLOSE,
      turn -> {
        turn.send(new Frame(Frame.CONTINUATION, Frame.END_HEADERS, turn.stream(), new byte[0]));
        turn.answer();
      }),

  // Lengths.
  LENGTH_TOO_LONG(
      EITHER,
      SERVE,
      turn ->
          turn.send(
              turn.honest()
                  .with("content-length", String.valueOf(turn.honest().body().length + 5))
                  .frames(turn.stream()))),
  LENGTH_TOO_SHORT(
      EITHER,
      SERVE,
      turn -> turn.send(turn.honest().with("content-length", "1").frames(turn.stream()))),
  BODY_CUT(
      FAILURE,
      SERVE,
      turn -> {
        Http2Response honest = turn.honest();
        byte[] part = Bytes.first(honest.body(), honest.body().length / 2);
        turn.send(new Http2Response(honest.head(), part, honest.trailers()).frames(turn.stream()));
      }),
  STREAM_WITHOUT_END(
      FAILURE,
      SILENCE,
      turn -> {
        Http2Response honest = turn.honest();
        turn.send(honest.headFrame(turn.stream()), Frame.data(turn.stream(), 0, honest.body()));
      }),
  HEAD_ALONE(
      FAILURE,
      SERVE,
      turn -> turn.send(Frame.headers(turn.stream(), Frame.END_STREAM, turn.honest().head()))),
  MORE_THAN_THE_WINDOW(
      FAILURE,
      SERVE,
      turn -> {
        turn.send(turn.honest().headFrame(turn.stream()));
        turn.flood(Frame.data(turn.stream(), 0, new byte[Http2Response.MAX_DATA]));
      }),

  // Frames that are wrong in themselves.
  FRAME_TOO_LARGE(
      FAILURE,
      AWAIT_CLOSE,
      turn ->
          turn.connection()
              .connection()
              .send(
                  new byte[] {(byte) 0xFF, (byte) 0xFF, (byte) 0xFF, Frame.DATA, 0},
                  Frame.ints(turn.stream()))),
  HEADERS_THAT_CANNOT_BE_DECODED(
      FAILURE,
      AWAIT_CLOSE,
      turn ->
          turn.send(
              new Frame(
                  Frame.HEADERS,
                  Frame.END_HEADERS,
                  turn.stream(),
                  new byte[] {(byte) 0xFF, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, 1}))),
  HEADERS_TOO_LARGE(
      FAILURE,
      SERVE,
      turn -> {
        byte[] block = Hpack.encode(List.of(":status", "200", "a", "b".repeat(500_000)));
        for (int at = 0; at < block.length; at += Http2Response.MAX_DATA) {
          int end = Math.min(at + Http2Response.MAX_DATA, block.length);
          turn.send(
              new Frame(
                  at == 0 ? Frame.HEADERS : Frame.CONTINUATION,
                  end == block.length ? Frame.END_HEADERS : 0,
                  turn.stream(),
                  java.util.Arrays.copyOfRange(block, at, end)));
        }
        turn.connection().awaitReset(turn.stream());
      }),
  CONTINUATION_FLOOD(
      FAILURE,
      AWAIT_CLOSE,
      turn -> {
        byte[] block = Hpack.encode(List.of("a", "b".repeat(10_000)));
        turn.send(new Frame(Frame.HEADERS, 0, turn.stream(), block));
        turn.flood(new Frame(Frame.CONTINUATION, 0, turn.stream(), block));
      }),
  EMPTY_CONTINUATION_FLOOD(
      FAILURE,
      AWAIT_CLOSE,
      turn -> {
        turn.send(new Frame(Frame.HEADERS, 0, turn.stream(), new byte[0]));
        turn.flood(new Frame(Frame.CONTINUATION, 0, turn.stream(), new byte[0]));
      }),
  WINDOW_OVERFLOW(
      EITHER,
      AWAIT_CLOSE,
      turn -> {
        turn.send(
            Frame.windowUpdate(0, Integer.MAX_VALUE), Frame.windowUpdate(0, Integer.MAX_VALUE));
        turn.answer();
      }),
  WINDOW_OF_A_STREAM_OVERFLOWS(
      EITHER,
      SERVE,
      turn -> {
        turn.send(
            Frame.windowUpdate(turn.stream(), Integer.MAX_VALUE),
            Frame.windowUpdate(turn.stream(), Integer.MAX_VALUE));
        turn.answer();
      }),
  INVALID_SETTINGS(
      EITHER,
      AWAIT_CLOSE,
      turn -> {
        turn.send(Frame.settings(Frame.MAX_FRAME_SIZE, 1));
        turn.answer();
      }),
  GARBAGE(
      FAILURE,
      AWAIT_CLOSE,
      turn ->
          turn.connection()
              .connection()
              .send(new byte[] {(byte) 0xFF}, Bytes.random(turn.random(), 400))),

  // What is allowed, though rare.
  UNKNOWN_FRAME(
      ANSWER,
      SERVE,
      turn -> {
        turn.send(
            new Frame(Frame.UNKNOWN, 0, turn.stream(), new byte[100]),
            new Frame(Frame.UNKNOWN, 0, 0, new byte[100]));
        turn.answer();
      }),
  PADDED_DATA(
      ANSWER,
      SERVE,
      turn -> {
        Http2Response honest = turn.honest();
        turn.send(
            honest.headFrame(turn.stream()),
            new Frame(Frame.DATA, Frame.PADDED, turn.stream(), new byte[] {4, 0, 0, 0, 0}));
        turn.send(honest.rest(turn.stream()));
      }),
  PINGS(
      ANSWER,
      SERVE,
      turn -> {
        turn.send(Frame.ping(), Frame.ping(), Frame.ping());
        turn.answer();
      }),
  SETTINGS_AGAIN(
      ANSWER,
      SERVE,
      turn -> {
        turn.send(Frame.settings(), Frame.settings(Frame.HEADER_TABLE_SIZE, 0));
        turn.answer();
      }),
  TRAILERS(
      ANSWER,
      SERVE,
      turn -> {
        Http2Response honest = turn.honest();
        List<String> trailers =
            honest.trailers().isEmpty() ? List.of("x-trailer", "value") : honest.trailers();
        turn.send(new Http2Response(honest.head(), honest.body(), trailers).frames(turn.stream()));
      }),
  RESET_AFTER_THE_ANSWER(
      ANSWER,
      SERVE,
      turn -> {
        turn.answer();
        turn.send(Frame.reset(turn.stream(), Frame.NO_ERROR));
      }),
  GO_AWAY_THEN_ANSWER(
      ANSWER,
      AWAIT_CLOSE,
      turn -> {
        turn.send(Frame.goAway(turn.stream(), Frame.NO_ERROR));
        turn.answer();
      }),
  GO_AWAY_IN_TWO_STEPS(
      ANSWER,
      AWAIT_CLOSE,
      turn -> {
        turn.send(Frame.goAway(Integer.MAX_VALUE, Frame.NO_ERROR));
        turn.answer();
        turn.send(Frame.goAway(turn.stream(), Frame.NO_ERROR));
      }),
  ANSWER_THEN_GO_AWAY(
      ANSWER,
      AWAIT_CLOSE,
      turn -> {
        turn.answer();
        turn.send(Frame.goAway(turn.stream(), Frame.NO_ERROR));
      }),
  SPLIT(
      ANSWER,
      SERVE,
      turn -> {
        byte[] rest = turn.bytes();
        while (rest.length > 0) {
          int part = Math.min(rest.length, turn.random().nextInt(1, 512));
          turn.connection().connection().send(Bytes.first(rest, part));
          rest = Bytes.from(rest, part);
        }
      }),

  // Endings.
  REFUSED_STREAM(
      EITHER, SERVE, turn -> turn.send(Frame.reset(turn.stream(), Frame.REFUSED_STREAM))),
  RESET_BEFORE_THE_ANSWER(
      FAILURE, SERVE, turn -> turn.send(Frame.reset(turn.stream(), Frame.INTERNAL_ERROR))),
  RESET_WITHIN_THE_ANSWER(
      FAILURE,
      SERVE,
      turn ->
          turn.send(
              turn.honest().headFrame(turn.stream()),
              Frame.data(turn.stream(), 0, new byte[1]),
              Frame.reset(turn.stream(), Frame.NO_ERROR))),
  CANCELLED(FAILURE, SERVE, turn -> turn.send(Frame.reset(turn.stream(), Frame.CANCEL))),
  GO_AWAY_WITHOUT_LOOKING(
      EITHER,
      AWAIT_CLOSE,
      turn -> turn.send(Frame.goAway(Math.max(0, turn.stream() - 2), Frame.NO_ERROR))),
  GO_AWAY_FROM_ALL(EITHER, AWAIT_CLOSE, turn -> turn.send(Frame.goAway(0, Frame.NO_ERROR))),
  GO_AWAY_FOR_A_FLOOD(
      EITHER, CLOSE, turn -> turn.send(Frame.goAway(turn.stream(), Frame.ENHANCE_YOUR_CALM))),
  CLOSED_WITHOUT_ANSWER(EITHER, CLOSE, turn -> {}),
  RESET_OF_TCP(EITHER, RESET, turn -> {}),
  CUT_AND_CLOSED(EITHER, CLOSE, Http2Exchange::cut),
  CUT_AND_RESET(EITHER, RESET, Http2Exchange::cut),
  NO_ANSWER(FAILURE, SILENCE, turn -> {}),

  // gRPC's own.
  GRPC_WITHOUT_TRAILERS(
      FAILURE,
      SERVE,
      turn ->
          turn.send(
              turn.honest().headFrame(turn.stream()),
              Frame.data(turn.stream(), Frame.END_STREAM, turn.honest().body()))),
  GRPC_TWO_MESSAGES(
      FAILURE,
      SERVE,
      turn -> {
        Http2Response honest = turn.honest();
        byte[] both = Bytes.concat(honest.body(), turn.other().body());
        turn.send(new Http2Response(honest.head(), both, honest.trailers()).frames(turn.stream()));
      }),
  GRPC_MESSAGE_OF_2_GB(
      FAILURE,
      SERVE,
      turn -> {
        Http2Response honest = turn.honest();
        byte[] body = Bytes.concat(new byte[] {0}, Frame.ints(Integer.MAX_VALUE));
        turn.send(new Http2Response(honest.head(), body, honest.trailers()).frames(turn.stream()));
      }),
  GRPC_COMPRESSED_WITHOUT_ENCODING(
      FAILURE,
      SERVE,
      turn -> {
        Http2Response honest = turn.honest();
        byte[] body = Bytes.concat(new byte[] {1}, Frame.ints(0));
        turn.send(new Http2Response(honest.head(), body, honest.trailers()).frames(turn.stream()));
      }),
  GRPC_STATUS_NOT_A_NUMBER(
      FAILURE,
      SERVE,
      turn -> {
        Http2Response honest = turn.honest();
        List<String> trailers = List.of("grpc-status", "fine");
        turn.send(new Http2Response(honest.head(), honest.body(), trailers).frames(turn.stream()));
      }),
  GRPC_HTML(
      FAILURE,
      SERVE,
      turn -> {
        List<String> head = List.of(":status", "200", "content-type", "text/html");
        byte[] page = Bytes.ascii("<html>Sign in</html>");
        turn.send(new Http2Response(head, page, List.of()).frames(turn.stream()));
      });

  private static final String GRPC_PREFIX = "GRPC_";

  private final ExpectedResult expected;
  private final AfterAttack afterwards;

  @SuppressWarnings("ImmutableEnumChecker") // a play has no state
  private final Play play;

  Http2Attack(ExpectedResult expected, AfterAttack afterwards, Play play) {
    this.expected = expected;
    this.afterwards = afterwards;
    this.play = play;
  }

  /** What the server sends. */
  private interface Play {
    void on(Http2Exchange turn) throws IOException;
  }

  private static void informational(Http2Exchange turn, int status) throws IOException {
    turn.informational(status);
    turn.answer();
  }

  ExpectedResult expected() {
    return expected;
  }

  AfterAttack afterwards() {
    return afterwards;
  }

  boolean appliesTo(ProtocolVariant form) {
    return form.isGrpc() || !name().startsWith(GRPC_PREFIX);
  }

  /** Whether the call that meets it may run to its deadline. */
  boolean isSlow() {
    return afterwards == SILENCE;
  }

  /** Whether the client may leave it to the server to close the connection: gRPC's does. */
  boolean isGoAway() {
    return name().contains("GO_AWAY");
  }

  void play(Http2Exchange turn) throws IOException {
    play.on(turn);
  }
}
