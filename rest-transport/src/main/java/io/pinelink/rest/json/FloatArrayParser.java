package io.pinelink.rest.json;

import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.IOContext;
import com.fasterxml.jackson.core.json.UTF8StreamJsonParser;
import com.fasterxml.jackson.core.sym.ByteQuadsCanonicalizer;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * The library's parser, extended to read the numbers of an array from its buffer directly into
 * floats: a token for each costs more than the rest of a large response.
 *
 * <p>A number of up to 18 digits is read as a whole number and scaled in double arithmetic. The
 * error of that is a few units in the last place of a double, so the result determines the nearest
 * float unless it lies that close to the middle of two. In that case the number is read from its
 * text, as are numbers that are long, very small or very large.
 *
 * <p>Numbers of the usual form, such as {@code -0.0123456789}, are read eight digits at a time,
 * with no branch for each digit: the processor could not predict where a number ends.
 */
final class FloatArrayParser extends UTF8StreamJsonParser {
  /** The number of digits of which any whole number fits a long. */
  private static final int MAX_DIGITS = 18;

  private static final int MAX_EXPONENT_DIGITS = 2;

  private static final int MAX_POWER = 60;

  /** Powers of ten from {@code -MAX_POWER} on, each as the nearest double. */
  private static final double[] POWERS = new double[2 * MAX_POWER + 1];

  private static final long[] WHOLE_POWERS = new long[MAX_DIGITS];

  static {
    for (int n = 0; n < POWERS.length; n++) {
      POWERS[n] = Double.parseDouble("1e" + (n - MAX_POWER));
    }
    WHOLE_POWERS[0] = 1;
    for (int n = 1; n < WHOLE_POWERS.length; n++) {
      WHOLE_POWERS[n] = 10 * WHOLE_POWERS[n - 1];
    }
  }

  /** The bytes that {@link #usualFloats} may read from the beginning of a number on. */
  private static final int MAX_USUAL = 24;

  /** A bit for each digit and the minus, by their code. */
  private static final long NUMBER_BEGINS = 0x3FFL << '0' | 1L << '-';

  /** The bits of a double that do not fit a float; {@code MIDDLE} is their value halfway. */
  private static final long LOST_BITS = (1L << 29) - 1;

  private static final long MIDDLE = 1L << 28;

  /** More than the error of three roundings, each at most one unit in the last place. */
  private static final long DOUBT = 8;

  FloatArrayParser(
      IOContext context,
      int features,
      @Nullable InputStream in,
      ByteQuadsCanonicalizer symbols,
      byte[] buffer,
      int begin,
      int end,
      boolean recyclable) {
    super(context, features, in, null, symbols, buffer, begin, end, 0, recyclable);
  }

  /**
   * Reports a token that is not JSON. The library's message would quote it, with a secret in it.
   */
  @Override
  protected void _reportInvalidToken(String matched, String expected) throws IOException {
    _reportError("Unrecognized token: was expecting " + expected);
  }

  /** Returns whether a number comes next; valid only where an array element may begin. */
  boolean isAtNumber() throws IOException {
    return beginsNumber(peekPastSpace());
  }

  /**
   * Reads numbers of the entered array, from its next element on, until the target is full, the
   * array ends, or another value follows, which is then the next token.
   *
   * @return how many elements of {@code into} are filled now
   */
  int floats(float[] into, int filled) throws IOException {
    int count = filled;
    while (count < into.length && isAtNumber()) {
      if (_inputEnd - _inputPtr < MAX_USUAL) {
        readMore();
      }
      int usual = usualFloats(into, count);
      if (usual > count) {
        count = usual;
        continue;
      }
      into[count++] = number();
      int next = peekPastSpace();
      if (next == ',') {
        _inputPtr++;
        next = peekPastSpace();
        if (next == ']') {
          _reportUnexpectedChar(next, "expected a value");
        }
      } else if (next != ']') {
        _reportUnexpectedChar(next, "expected a comma or the end of the array");
      }
    }
    return count;
  }

  /** Moves the rest of the buffer to its beginning and reads more, so that no number is cut. */
  private void readMore() throws IOException {
    if (_inputStream == null) {
      return;
    }
    int rest = _inputEnd - _inputPtr;
    System.arraycopy(_inputBuffer, _inputPtr, _inputBuffer, 0, rest);
    _currInputProcessed += _inputPtr;
    _currInputRowStart -= _inputPtr;
    _nameStartOffset -= _inputPtr;
    _inputPtr = 0;
    _inputEnd =
        rest + Math.max(0, _inputStream.read(_inputBuffer, rest, _inputBuffer.length - rest));
  }

  /**
   * Reads numbers of one digit, a point and up to 15 digits, each followed by a comma and another
   * number, until one has another form.
   *
   * @return how many elements of {@code into} are filled now
   */
  private int usualFloats(float[] into, int filled) {
    byte[] in = _inputBuffer;
    int last = _inputEnd - MAX_USUAL;
    int count = filled;
    int at = _inputPtr;
    while (count < into.length && at <= last) {
      int sign = sign(in[at]);
      int begin = at + sign;
      int whole = in[begin] - '0';
      if (whole < 0 || whole > 9 || in[begin + 1] != '.') {
        break;
      }
      long eight = (long) FloatText.EIGHT_BYTES.get(in, begin + 2) ^ FloatText.ZEROS;
      int fraction = digitsAtBegin(eight);
      if (fraction == 0) {
        break;
      }
      long digits = number(eight, fraction);
      if (fraction == Long.BYTES) {
        long next = (long) FloatText.EIGHT_BYTES.get(in, begin + 2 + Long.BYTES) ^ FloatText.ZEROS;
        int more = digitsAtBegin(next);
        if (more == Long.BYTES) {
          break;
        }
        digits = digits * WHOLE_POWERS[more] + number(next, more);
        fraction += more;
      }
      digits += whole * WHOLE_POWERS[fraction];
      int end = begin + 2 + fraction;
      float size = nearest(digits, -fraction);
      if (in[end] != ',' || !beginsNumber(in[end + 1]) || Float.isNaN(size)) {
        break;
      }
      into[count++] = Float.intBitsToFloat(Float.floatToRawIntBits(size) | sign << 31);
      at = end + 1;
    }
    _inputPtr = at;
    return count;
  }

  /**
   * Returns the number of digits before the first other byte.
   *
   * @param eight eight bytes, without the bits that are set in a zero
   */
  private static int digitsAtBegin(long eight) {
    long others = ((eight + 0x76767676_76767676L) | eight) & 0x80808080_80808080L;
    return Long.numberOfTrailingZeros(others) >>> 3;
  }

  /**
   * Returns the number that the first bytes of a word denote; two, four and eight digits are joined
   * at a time.
   *
   * @param eight eight bytes, without the bits that are set in a zero
   * @param count how many of them are digits, from 0 to 8
   */
  private static long number(long eight, int count) {
    // In two steps, since Java takes a shift by 64 bits for none.
    int half = (Long.SIZE - Byte.SIZE * count) / 2;
    long digits = eight << half << half;
    long pairs = (10 * digits + (digits >>> 8)) & 0x00FF00FF_00FF00FFL;
    long fours = (100 * pairs + (pairs >>> 16)) & 0x0000FFFF_0000FFFFL;
    return (10_000 * fours + (fours >>> 32)) & 0xFFFFFFFFL;
  }

  /**
   * Returns whether a digit or a minus begins here, without a branch that distinguishes them: half
   * of the numbers of an embedding are negative, in no order.
   */
  private static boolean beginsNumber(int character) {
    return character >>> 6 == 0 && (NUMBER_BEGINS >>> character & 1) != 0;
  }

  /** Returns 1 for a minus and 0 for a digit. */
  private static int sign(int character) {
    return ~character >>> 4 & 1;
  }

  private static boolean isDigit(int character) {
    return character >= '0' && character <= '9';
  }

  private int peekPastSpace() throws IOException {
    int next = peek();
    while (next == ' ' || next == '\n' || next == '\r' || next == '\t') {
      _inputPtr++;
      next = peek();
    }
    return next;
  }

  private int peek() throws IOException {
    if (_inputPtr >= _inputEnd && !_loadMore()) {
      _reportInvalidEOF(" within an array", JsonToken.START_ARRAY);
    }
    return _inputBuffer[_inputPtr];
  }

  /**
   * Reads a number. One of a common form that is complete in the buffer is read fast, others from
   * their text.
   */
  private float number() throws IOException {
    byte[] in = _inputBuffer;
    int end = _inputEnd;
    int at = _inputPtr;
    boolean negative = in[at] == '-';
    if (negative) {
      at++;
    }
    int begin = at;
    long digits = 0;
    while (at < end && isDigit(in[at])) {
      digits = 10 * digits + in[at++] - '0';
    }
    int whole = at - begin;
    boolean zero = whole > 0 && in[begin] == '0';
    if (whole == 0 || (zero && whole > 1)) {
      return numberFromText();
    }
    int fraction = 0;
    if (at < end && in[at] == '.') {
      int point = at++;
      while (at < end && isDigit(in[at])) {
        digits = 10 * digits + in[at++] - '0';
      }
      fraction = at - point - 1;
      if (fraction == 0) {
        return numberFromText();
      }
    }
    int exponent = 0;
    if (at < end && (in[at] | 0x20) == 'e') {
      at++;
      boolean below = at < end && in[at] == '-';
      if (at < end && (below || in[at] == '+')) {
        at++;
      }
      int first = at;
      while (at < end && isDigit(in[at])) {
        exponent = 10 * exponent + in[at++] - '0';
      }
      if (at == first || at - first > MAX_EXPONENT_DIGITS) {
        return numberFromText();
      }
      exponent = below ? -exponent : exponent;
    }
    // A zero before the point is not significant.
    if (at == end || whole + fraction - (zero ? 1 : 0) > MAX_DIGITS) {
      return numberFromText();
    }
    float size = nearest(digits, exponent - fraction);
    if (!Float.isFinite(size)) {
      return numberFromText();
    }
    _inputPtr = at;
    return negative ? -size : size;
  }

  /** Returns the float nearest to a decimal; NaN if this method cannot determine it. */
  private static float nearest(long digits, int exponent) {
    if (digits == 0) {
      return 0;
    }
    if (Math.abs(exponent) > MAX_POWER) {
      return Float.NaN;
    }
    // A product even below one, since a division takes longer than the rest.
    double value = digits * POWERS[MAX_POWER + exponent];
    long lost = Double.doubleToRawLongBits(value) & LOST_BITS;
    return value < Float.MIN_NORMAL || Math.abs(lost - MIDDLE) < DOUBT ? Float.NaN : (float) value;
  }

  private float numberFromText() throws IOException {
    StringBuilder text = new StringBuilder();
    if (peek() == '-') {
      take(text);
    }
    boolean zero = peek() == '0';
    takeDigits(text);
    if (zero && wholeDigits(text) > 1) {
      _reportError("Invalid numeric value: a leading zero");
    }
    if (peek() == '.') {
      take(text);
      takeDigits(text);
    }
    if ((peek() | 0x20) == 'e') {
      take(text);
      if (peek() == '-' || peek() == '+') {
        take(text);
      }
      takeDigits(text);
    }
    float number = Float.parseFloat(text.toString());
    if (Float.isInfinite(number)) {
      throw new MalformedJsonException(
          place() + " is " + text + ", expected a number within the range of 32-bit floats");
    }
    return number;
  }

  /** Returns the member that contains the current value, for messages. */
  String place() {
    JsonStreamContext context = getParsingContext();
    while (context.getCurrentName() == null && context.getParent() != null) {
      context = context.getParent();
    }
    String name = context.getCurrentName();
    return name == null ? "the body" : "member '" + name + "'";
  }

  private static int wholeDigits(StringBuilder text) {
    return text.charAt(0) == '-' ? text.length() - 1 : text.length();
  }

  private void takeDigits(StringBuilder text) throws IOException {
    if (!isDigit(peek())) {
      _reportUnexpectedNumberChar(peek(), "expected a digit");
    }
    while (isDigit(peek())) {
      take(text);
    }
  }

  private void take(StringBuilder text) throws IOException {
    text.append((char) peek());
    _inputPtr++;
    _streamReadConstraints.validateFPLength(text.length());
  }
}
