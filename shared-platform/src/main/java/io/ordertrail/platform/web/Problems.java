package io.ordertrail.platform.web;

import io.ordertrail.events.CurrencyMismatchException;
import io.ordertrail.events.InvalidValueException;
import io.ordertrail.platform.refusal.Code;
import io.ordertrail.platform.refusal.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.axonframework.commandhandling.NoHandlerForCommandException;
import org.axonframework.common.lock.LockAcquisitionFailedException;
import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.axonframework.queryhandling.NoHandlerForQueryException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.MissingRequestHeaderException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import org.springframework.web.context.request.async.AsyncRequestTimeoutException;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.NoHandlerFoundException;
import org.springframework.web.servlet.resource.NoResourceFoundException;
import tools.jackson.core.JacksonException;

/** Answers every exception with a problem. The one place that knows which exception means what to a client. */
@RestControllerAdvice
class Problems {

    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);

    private final List<Outage> outages;

    Problems(List<Outage> outages) {
        this.outages = outages;
    }

    @ExceptionHandler(Exception.class)
    ResponseEntity<Problem> answer(Exception failure, HttpServletRequest request, HttpServletResponse response) {
        if (failure instanceof AsyncRequestNotUsableException || response.isCommitted()) {
            LOG.debug("{} {}: nobody is there to read the answer", request.getMethod(), request.getRequestURI(), failure);
            return null;
        }
        Problem problem = problemOf(failure, request);
        HttpHeaders headers = new HttpHeaders();
        if (failure instanceof ErrorResponse known) {
            headers.putAll(known.getHeaders());
        }
        headers.setContentType(MediaType.parseMediaType(Problem.MEDIA_TYPE));
        if (problem.status() == Code.UNAVAILABLE.status() || problem.status() == Code.TOO_MANY_REQUESTS.status()) {
            headers.set(HttpHeaders.RETRY_AFTER, "1");
        }
        return ResponseEntity.status(problem.status()).headers(headers).body(problem);
    }

    private Problem problemOf(Exception failure, HttpServletRequest request) {
        return switch (failure) {
            case Refusal refusal -> Problem.of(refusal.reason());
            case CurrencyMismatchException mismatch -> Problem.of(Code.CURRENCY_MISMATCH, mismatch.getMessage());
            case InvalidValueException invalid -> Problem.ofField(Code.INVALID, invalid.field(), invalid.getMessage());
            case HttpMessageNotReadableException unreadable -> unreadable(unreadable);
            case MethodArgumentNotValidException invalid -> WrongFields.of(invalid);
            case HandlerMethodValidationException invalid when !invalid.isForReturnValue() -> WrongFields.of(invalid);
            case MethodArgumentTypeMismatchException mismatch -> mismatch(mismatch);
            case MissingServletRequestParameterException missing ->
                Problem.ofField(Code.INVALID, missing.getParameterName(), "is required");
            case MissingRequestHeaderException missing -> Problem.ofField(Code.INVALID, missing.getHeaderName(), "is required");
            case NoResourceFoundException missing -> notFound(request);
            case NoHandlerFoundException missing -> notFound(request);
            case HttpRequestMethodNotSupportedException method ->
                Problem.of(Code.METHOD_NOT_ALLOWED, "%s is not for this address".formatted(method.getMethod()));
            case HttpMediaTypeNotSupportedException type -> Problem.of(Code.UNSUPPORTED_MEDIA_TYPE, "Bodies are application/json");
            case HttpMediaTypeNotAcceptableException type -> Problem.of(Code.NOT_ACCEPTABLE, "Answers are application/json");
            case InvalidParameterException broken -> Problem.of(Code.INVALID, "The query cannot be read: it is broken, or too long");
            case AsyncRequestTimeoutException late -> Problem.of(Code.UNAVAILABLE, "There was no answer in time");
            case ErrorResponse known -> Problem.of(known.getStatusCode().value(), known.getBody().getDetail());
            default -> unexpected(failure, request);
        };
    }

    private static Problem unreadable(HttpMessageNotReadableException failure) {
        return refusalIn(failure)
                .or(() -> first(JacksonException.class, failure).map(JsonFailure::of))
                .orElseGet(() -> Problem.of(Code.MALFORMED_JSON, "A JSON body is required"));
    }

    private static Problem mismatch(MethodArgumentTypeMismatchException failure) {
        return refusalIn(failure).orElseGet(() -> failure.getParameter().hasParameterAnnotation(PathVariable.class)
                ? Problem.of(Code.NOT_FOUND, "There is no such %s".formatted(failure.getName()))
                : Problem.ofField(Code.INVALID, WrongFields.nameOf(failure.getParameter()), Wanted.asText(failure)));
    }

    /** Said by what Spring or Jackson was calling, and wrapped by them. */
    private static Optional<Problem> refusalIn(Exception failure) {
        return first(Refusal.class, failure).map(refusal -> Problem.of(refusal.reason()));
    }

    private static <T extends Throwable> Optional<T> first(Class<T> type, Throwable failure) {
        return causesOf(failure).stream().filter(type::isInstance).map(type::cast).findFirst();
    }

    private static Problem notFound(HttpServletRequest request) {
        return Problem.of(Code.NOT_FOUND, "There is nothing at this address for %s".formatted(request.getMethod()));
    }

    private Problem unexpected(Exception failure, HttpServletRequest request) {
        if (causesOf(failure).stream().anyMatch(this::isOutage)) {
            LOG.warn("{} {} cannot be served now: {}", request.getMethod(), request.getRequestURI(), failure.toString());
            return Problem.of(Code.UNAVAILABLE, "This cannot be served now; try again");
        }
        LOG.error("{} {} failed", request.getMethod(), request.getRequestURI(), failure);
        return Problem.of(500, "Something went wrong here; it is not the request's fault");
    }

    private boolean isOutage(Throwable cause) {
        return switch (cause) {
            case ConcurrencyException conflict -> true;
            case AggregateStreamCreationException conflict -> true;
            case LockAcquisitionFailedException waited -> true;
            case NoHandlerForCommandException nobody -> true;
            case NoHandlerForQueryException nobody -> true;
            case TimeoutException late -> true;
            case RejectedExecutionException full -> true;
            case SQLTransientException later -> true;
            case SQLRecoverableException later -> true;
            case SQLNonTransientConnectionException closed -> true;
            default -> outages.stream().anyMatch(outage -> outage.isSeenIn(cause));
        };
    }

    private static List<Throwable> causesOf(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause).limit(Outage.DEEPEST_CAUSE).toList();
    }
}
