package io.gatehouse.config.haproxy.rule;

import io.gatehouse.model.CaptureSettings.Slot;
import java.util.ArrayList;
import java.util.List;

/** The capture slots of one proxy, in the order in which its lines declare them. */
public final class CaptureSlots {
  private final List<Slot> request = new ArrayList<>();
  private final List<Slot> response = new ArrayList<>();

  /** Answers the number of the new slot. */
  public int declare(boolean ofRequest, Slot slot) {
    List<Slot> slots = ofRequest ? request : response;
    slots.add(slot);
    return slots.size() - 1;
  }

  public List<Slot> request() {
    return List.copyOf(request);
  }

  public List<Slot> response() {
    return List.copyOf(response);
  }
}
