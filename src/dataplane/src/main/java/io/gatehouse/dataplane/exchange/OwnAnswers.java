package io.gatehouse.dataplane.exchange;

import io.gatehouse.api.rule.Reply;
import io.gatehouse.dataplane.connection.ClientLink;
import io.gatehouse.dataplane.http.Method;
import io.gatehouse.dataplane.http.RequestMessage;
import io.gatehouse.dataplane.http.ResponseMessage;
import io.gatehouse.dataplane.http.ScanResult;
import io.gatehouse.dataplane.server.RunningBackend;
import io.gatehouse.dataplane.upstream.Failure;
import io.gatehouse.model.ErrorPages;
import io.netty.buffer.ByteBuf;

/** The responses that the gateway gives itself. */
abstract class OwnAnswers extends ResponseSide {
  OwnAnswers(ClientLink client) {
    super(client);
  }

  @Override
  public void dispatchFailed(Failure failure) {
    if (failure.lost()) {
      serverLost(failure.cause());
      return;
    }
    int status = failure == Failure.NO_SOURCE ? 500 : 503;
    answer(errorPage(status), failure.cause(), failure.stage());
  }

  private void serverLost(char cause) {
    if (serverConnection == null) {
      answer(errorPage(503), cause, 'C');
    } else {
      answer(errorPage(502), cause, responseSeen ? 'D' : 'H');
    }
  }

  /** Sends one of the gateway's own messages, or closes when a response is on its way already. */
  @Override
  void answer(Reply given, char cause, char when) {
    measures.terminated(cause, when);
    if (headSent) {
      abort(cause, when);
      return;
    }
    measures.noResponseHead();
    dropServer(true);
    forgetResponse();
    RunningBackend from = backend;
    ErrorPages pages =
        (from == null ? client.frontend().frontend().proxy() : from.backend().proxy()).errors();
    // The message may tell what the request's body said.
    ByteBuf message = Replies.render(given, this, pages, !requestSeen);
    if (requestSeen && !requestBody.complete()) {
      skipBody();
    }
    if (given.status() == 400 || given.status() == 408 || !requestBody.complete() || !requestSeen) {
      keepClient = false;
    }
    if (requestSeen) {
      compose(message);
    } else {
      // What never became a request meets no rules, and HAProxy does not count the answer's bytes.
      measures.status(given.status());
      client.frontend().counters().responses.count(given.status());
      write(message);
    }
    finish();
  }

  /** Makes a response of the bytes, so that it goes the way of every other one. */
  private void compose(ByteBuf message) {
    RequestMessage asked = request;
    Method method = asked == null ? Method.OTHER : asked.method();
    ResponseMessage head = client.loop().heads().takeResponse(method, true);
    response = head;
    if (head.feed(message) != ScanResult.COMPLETE) {
      message.release();
      return;
    }
    responseSeen = true;
    countOut(CountedSize.of(head) + message.readableBytes());
    write(head(head, 0));
    boolean unwanted = method == Method.HEAD || (asked != null && asked.bodyUnwanted());
    if (!unwanted && message.isReadable()) {
      write(message);
    } else {
      message.release();
    }
  }

  /** A body that is there as a whole does not cost the connection. */
  private void skipBody() {
    ByteBuf in = inbound;
    int size = in == null ? 0 : requestBody.take(in);
    if (in != null && size > 0) {
      in.skipBytes(size);
    }
  }
}
