// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

using System;
using System.IO;
using System.Threading;
using nanoFramework.M2Mqtt.Messages;

namespace Bg95Mqtt.M2Mqtt
{
    /// <content>The connection and its thread. Once the pump runs, nothing else touches the MQTT client.</content>
    public sealed partial class M2MqttClient
    {
        private const int Closed = 0;
        private const int Opening = 1;
        private const int Open = 2;

        // The queue is sent yet, and the goodbye.
        private const int Draining = 3;

        // Nothing is sent any more.
        private const int Cut = 4;

        // The queue is told as failed.
        private const int Ending = 5;

        private readonly object _lock = new object();

        // Under the lock.
        private int _state;
        private Stream _stream;
        private Thread _pump;

        // It may still be raising the last event.
        private Thread _lastPump;
        private bool _isCutWhileOpening;

        private int _pollInterval = DefaultPollInterval;
        private Exception _lastError;

        // The payload of the message that comes, put together from its pieces.
        private byte[] _payload;

        private MqttReasonCode OpenConnection(MqttConnectOptions options)
        {
            lock (_lock)
            {
                if (_state != Closed)
                {
                    throw new InvalidOperationException("The client is connected already.");
                }

                _state = Opening;
                _isCutWhileOpening = false;
            }

            _lastError = null;
            Exception error = TryConnect(options);

            if (error == null)
            {
                return MqttReasonCode.Success;
            }

            CloseStream();

            lock (_lock)
            {
                _state = Closed;
            }

            MqttException refusal = error as MqttException;

            if (refusal != null && refusal.Error >= MqttError.UnacceptableProtocolVersion && refusal.Error <= MqttError.NotAuthorized)
            {
                int code = (int)MqttReasonCode.ConnectionRefusedUnacceptableProtocolVersion + (refusal.Error - MqttError.UnacceptableProtocolVersion);
                return (MqttReasonCode)code;
            }

            throw error;
        }

        private Exception TryConnect(MqttConnectOptions options)
        {
            try
            {
                Stream stream = _openStream(_endpoint);

                lock (_lock)
                {
                    _stream = stream;
                }

                _client.Connect(stream, options);
                Thread pump = new Thread(Pump);

                lock (_lock)
                {
                    if (_isCutWhileOpening)
                    {
                        throw new InvalidOperationException("The client was closed meanwhile.");
                    }

                    // It waits for the lock.
                    pump.Start();
                    _pump = pump;
                    _state = Open;
                }

                return null;
            }
            catch (Exception ex)
            {
                _lastError = ex;
                return ex;
            }
        }

        private void Stop(int how)
        {
            Thread pump;

            lock (_lock)
            {
                pump = _pump ?? _lastPump;
                _isCutWhileOpening |= _state == Opening && how == Cut;

                if (_state == Open || (_state == Draining && how == Cut))
                {
                    _state = how;
                }
            }

            if (how == Cut)
            {
                CloseStream();
            }

            if (pump == null || pump.ManagedThreadId == Thread.CurrentThread.ManagedThreadId)
            {
                return;
            }

            if (!pump.Join(_client.ResponseTimeout) && how == Draining)
            {
                Stop(Cut);
            }
        }

        private void Pump()
        {
            try
            {
                Serve();
            }
            catch (Exception ex)
            {
                // After a cut it is the closed stream only.
                if (_state != Cut)
                {
                    _lastError = ex;
                }
            }

            End();
        }

        private void Serve()
        {
            int inARow = 0;

            while (true)
            {
                Request request;
                int state;

                lock (_lock)
                {
                    request = Peek();
                    state = _state;
                }

                if (state == Cut)
                {
                    return;
                }

                if (request != null && inARow < _queue.Length)
                {
                    inARow++;
                    Send(request);
                }
                else if (state == Draining && request == null)
                {
                    _client.Disconnect();
                    return;
                }
                else
                {
                    // Also a queue that is never empty leaves room for what the broker sends.
                    inARow = 0;
                    _client.ProcessLoop(request == null ? _pollInterval : 0);
                }
            }
        }

        private void Send(Request request)
        {
            bool isDone = false;
            MqttQos[] granted = null;

            try
            {
                if (request.Filters == null)
                {
                    _client.Publish(request.Topic, request.Payload, 0, request.Payload.Length, request.Qos, request.Retain);
                }
                else if (request.Levels == null)
                {
                    _client.Unsubscribe(request.Filters);
                }
                else
                {
                    granted = _client.Subscribe(request.Filters, request.Levels);
                }

                isDone = true;
            }
            catch (ArgumentException ex) when (_client.IsConnected)
            {
                // Nothing was sent.
                _lastError = ex;
            }
            catch (InvalidOperationException ex) when (_client.IsConnected)
            {
                // Too many messages of QoS 2 of earlier connections wait for the broker.
                _lastError = ex;
            }

            Remove();
            Tell(request, isDone, granted);
        }

        private void Tell(Request request, bool isDone, MqttQos[] granted)
        {
            if (request.Filters == null)
            {
                if (_published != null && !(isDone && request.Qos == MqttQos.AtMostOnce))
                {
                    _published(this, new MqttMsgPublishedEventArgs(request.Id, isDone));
                }
            }
            else if (request.Levels == null)
            {
                if (_unsubscribed != null && isDone)
                {
                    _unsubscribed(this, new MqttMsgUnsubscribedEventArgs(request.Id));
                }
            }
            else if (_subscribed != null)
            {
                MqttQoSLevel[] levels = new MqttQoSLevel[request.Levels.Length];

                for (int i = 0; i < levels.Length; i++)
                {
                    levels[i] = isDone ? (MqttQoSLevel)(int)granted[i] : MqttQoSLevel.GrantedFailure;
                }

                _subscribed(this, new MqttMsgSubscribedEventArgs(request.Id, levels));
            }
        }

        private void Take(MqttClient client, MqttMessage message)
        {
            if (message.PayloadOffset == 0)
            {
                _payload = new byte[message.PayloadLength];
            }

            Array.Copy(message.Buffer, message.Offset, _payload, message.PayloadOffset, message.Count);

            if (!message.IsLast)
            {
                return;
            }

            byte[] payload = _payload;
            _payload = null;

            if (_publishReceived != null)
            {
                _publishReceived(this, new MqttMsgPublishEventArgs(message.Topic, payload, message.Duplicate, (MqttQoSLevel)(int)message.Qos, message.Retain));
            }
        }

        // Whatever ended the connection, everything of it is told and forgotten here.
        private void End()
        {
            lock (_lock)
            {
                _state = Ending;
            }

            CloseStream();

            try
            {
                // It has one still if only an acknowledgement was late; the closed stream ends it.
                _client.Disconnect();
            }
            catch (MqttException)
            {
                // What ended it first counts.
            }

            int[] unacknowledged = _client.GetUnacknowledged();

            for (int i = 0; i < unacknowledged.Length; i++)
            {
                _client.Forget(unacknowledged[i]);
            }

            for (Request request = Peek(); request != null; request = Peek())
            {
                Remove();
                TellFailed(request);
            }

            lock (_lock)
            {
                _state = Closed;
                _lastPump = _pump;
                _pump = null;
            }

            TellFailed(null);
        }

        // Nothing may keep the next event from being raised, and there is nobody to throw to.
        private void TellFailed(Request request)
        {
            try
            {
                if (request != null)
                {
                    Tell(request, false, null);
                }
                else if (_connectionClosed != null)
                {
                    _connectionClosed(this, EventArgs.Empty);
                }
            }
            catch (Exception ex)
            {
                _lastError = ex;
            }
        }

        private void CloseStream()
        {
            Stream stream;

            lock (_lock)
            {
                stream = _stream;
                _stream = null;
            }

            if (stream == null)
            {
                return;
            }

            try
            {
                stream.Dispose();
            }
            catch (Exception ex)
            {
                _lastError = ex;
            }
        }
    }
}
