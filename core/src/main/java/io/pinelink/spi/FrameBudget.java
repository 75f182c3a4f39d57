package io.pinelink.spi;

/**
 * A budget of the HTTP/2 frames that a server may send on one connection. Each frame costs the
 * client time, even one that carries nothing, and delays the other calls of the connection. So the
 * frames that calls and their bytes do not explain are counted, and there may be at most 10,000,
 * about a tenth of a second of CPU.
 *
 * <p>Each request explains 100 frames, and as many again when its response ends, which it can after
 * the call was cancelled. Each DATA frame of a request explains ten, for example updates of the
 * window, and each 64 bytes of received DATA one. Nothing is saved up: without unexplained frames,
 * the budget is full.
 *
 * <p>Not thread-safe.
 */
public final class FrameBudget {
  /** The maximum number of frames that calls and bytes do not explain. */
  public static final int MAX_UNEXPLAINED = 10_000;

  private static final int FRAMES_OF_A_REQUEST = 100;
  private static final int FRAMES_OF_SENT_DATA = 10;
  private static final int BYTES_OF_A_FRAME = 64;

  private int unexplained;
  private int bytes;
  private int unanswered;

  /** Creates the full budget of a new connection. */
  public FrameBudget() {}

  /** Records that the HEADERS of a request were sent. */
  public void sentRequest() {
    unanswered++;
    explain(FRAMES_OF_A_REQUEST);
  }

  /** Records that a DATA frame of a request was sent. */
  public void sentData() {
    explain(FRAMES_OF_SENT_DATA);
  }

  /** Records a frame that arrived without bytes of a response. */
  public void received() {
    unexplained++;
  }

  /** Records that a frame ended or reset a stream. */
  public void ended() {
    if (unanswered > 0) {
      unanswered--;
      explain(FRAMES_OF_A_REQUEST);
    }
  }

  /**
   * Records a DATA frame that arrived.
   *
   * @param length the number of its bytes; 0 if some of them are padding
   */
  public void receivedData(int length) {
    unexplained++;
    bytes += Math.min(length, MAX_UNEXPLAINED * BYTES_OF_A_FRAME);
    explain(bytes / BYTES_OF_A_FRAME);
    bytes %= BYTES_OF_A_FRAME;
  }

  private void explain(int frames) {
    unexplained = Math.max(0, unexplained - frames);
  }

  /** Returns whether the server has sent more frames than it may; the connection must be closed. */
  public boolean isExceeded() {
    return unexplained > MAX_UNEXPLAINED;
  }

  /** Returns what the server did, for the message of the failed calls. */
  public static String excess() {
    return "the server sent more than "
        + MAX_UNEXPLAINED
        + " HTTP/2 frames that carry no part of a response";
  }
}
