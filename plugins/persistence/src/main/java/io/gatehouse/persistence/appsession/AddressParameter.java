package io.gatehouse.persistence.appsession;

import io.gatehouse.api.RequestHead;

/**
 * A session id in the address: {@code /path;NAME=ID} or {@code /path?NAME=ID}. The name is compared
 * without case; the last parameter of that name counts. Only for methods that forms and links make.
 */
final class AddressParameter {
  private final byte[] name;
  private final boolean prefix;
  private final byte opener;
  private final byte separator;
  private int offset;
  private int length;

  AddressParameter(byte[] name, boolean prefix, boolean query) {
    this.name = name;
    this.prefix = prefix;
    this.opener = (byte) (query ? '?' : ';');
    this.separator = (byte) (query ? '&' : ';');
  }

  int offset() {
    return offset;
  }

  int length() {
    return length;
  }

  boolean find(RequestHead head) {
    byte[] bytes = head.bytes();
    int end = head.uriOffset() + head.uriLength();
    int first = seek(bytes, head.uriOffset(), end, opener);
    if (first == end || !method(head)) {
      return false;
    }
    int last = separator == ';' ? seek(bytes, first, end, (byte) '?') : end;
    int next = last;
    for (int at = last - 1; at >= first; at--) {
      if (bytes[at] == separator || at == first) {
        if (ours(bytes, at, next)) {
          offset = at + name.length + (prefix ? 1 : 2);
          length = next - offset;
          return length > 0;
        }
        next = at;
      }
    }
    return false;
  }

  private static int seek(byte[] bytes, int from, int end, byte wanted) {
    int at = from;
    while (at < end && bytes[at] != wanted) {
      at++;
    }
    return at;
  }

  private static boolean method(RequestHead head) {
    byte[] bytes = head.bytes();
    int at = head.methodOffset();
    return switch (head.methodLength()) {
      case 3 -> bytes[at] == 'G' && bytes[at + 1] == 'E' && bytes[at + 2] == 'T';
      case 4 ->
          bytes[at] == 'P' && bytes[at + 1] == 'O' && bytes[at + 2] == 'S' && bytes[at + 3] == 'T'
              || bytes[at] == 'H'
                  && bytes[at + 1] == 'E'
                  && bytes[at + 2] == 'A'
                  && bytes[at + 3] == 'D';
      default -> false;
    };
  }

  private boolean ours(byte[] bytes, int at, int next) {
    if (at + name.length + 1 >= next || !prefix && bytes[at + name.length + 1] != '=') {
      return false;
    }
    for (int i = 0; i < name.length; i++) {
      if (lower(bytes[at + 1 + i]) != lower(name[i])) {
        return false;
      }
    }
    return true;
  }

  private static int lower(byte b) {
    return b >= 'A' && b <= 'Z' ? b + 32 : b;
  }
}
