package io.gatehouse.dataplane.exchange;

import io.gatehouse.api.rule.Sample;
import io.gatehouse.dataplane.http.Message;
import io.gatehouse.dataplane.telemetry.CapturePlan;
import java.util.Arrays;

/** The slots of one direction with what was captured; arrays are made when first written. */
final class CapturedValues {
  private static final int EMPTY = -1;
  private static final byte[] NONE = {};

  private static final CapturedValues NOTHING = new CapturedValues(CapturePlan.Slots.NONE);

  private final CapturePlan.Slots plan;
  private final byte[][] values;
  private final int[] lengths;

  private CapturedValues(CapturePlan.Slots plan) {
    this.plan = plan;
    this.values = new byte[plan.count()][];
    this.lengths = new int[plan.count()];
    Arrays.fill(values, NONE);
    clear();
  }

  /** Without slots there is nothing to keep: one for all connections. */
  static CapturedValues of(CapturePlan.Slots plan) {
    return plan.count() == 0 ? NOTHING : new CapturedValues(plan);
  }

  void clear() {
    Arrays.fill(lengths, EMPTY);
  }

  int count() {
    return lengths.length;
  }

  boolean read(int slot, Sample out) {
    if (slot >= lengths.length || lengths[slot] == EMPTY) {
      return false;
    }
    out.setString(values[slot], 0, lengths[slot]);
    return true;
  }

  void write(int slot, byte[] from, int offset, int length) {
    if (slot >= lengths.length) {
      return;
    }
    int kept = Math.min(length, plan.length(slot));
    if (values[slot].length < kept) {
      values[slot] = new byte[plan.length(slot)];
    }
    System.arraycopy(from, offset, values[slot], 0, kept);
    lengths[slot] = kept;
  }

  /** Takes the last occurrence of each field that a slot names. */
  void take(Message head) {
    for (int slot = 0; slot < lengths.length; slot++) {
      byte[] name = plan.name(slot);
      int last = -1;
      if (name.length > 0) {
        for (int at = head.find(name, 0); at >= 0; at = head.find(name, at + 1)) {
          last = at;
        }
      }
      if (last >= 0) {
        write(slot, head.bytes(), head.valueOffset(last), head.valueLength(last));
      }
    }
  }
}
