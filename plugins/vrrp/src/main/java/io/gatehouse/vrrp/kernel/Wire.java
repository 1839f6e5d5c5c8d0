package io.gatehouse.vrrp.kernel;

import static java.nio.ByteOrder.BIG_ENDIAN;
import static java.nio.ByteOrder.nativeOrder;

import java.lang.foreign.ValueLayout;

/** How numbers lie in messages: in network order, or as the kernel keeps them. */
final class Wire {
  static final ValueLayout.OfByte BYTE = ValueLayout.JAVA_BYTE;
  static final ValueLayout.OfShort NET16 = ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(BIG_ENDIAN);
  static final ValueLayout.OfInt NET32 = ValueLayout.JAVA_INT_UNALIGNED.withOrder(BIG_ENDIAN);
  static final ValueLayout.OfShort HOST16 =
      ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(nativeOrder());
  static final ValueLayout.OfInt HOST32 = ValueLayout.JAVA_INT_UNALIGNED.withOrder(nativeOrder());
  static final ValueLayout.OfLong HOST64 = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(nativeOrder());

  private Wire() {}
}
