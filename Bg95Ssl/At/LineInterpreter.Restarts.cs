// Copyright (c) nanoBg95 contributors
// See LICENSE.md in the project root for license information.

namespace Bg95Ssl
{
    /// <content>Lines that tell that the module starts anew or is being switched off.</content>
    internal sealed partial class LineInterpreter
    {
        // After ATE0 an echo comes from a module that has started anew.
        private void OnEcho(AtFieldReader line)
        {
            if (!_channel.Generation.IsEchoOff)
            {
                // It may have been switched off and on while the port was closed.
                _channel.Generation.Refusals = 0;
                return;
            }

            if (IsEchoOfCommand(line))
            {
                Restart();
            }
            else
            {
                OnBootLine(false);
            }
        }

        // A line of a module that starts. Remains of a payload can look like one.
        private void OnBootLine(bool isRestart)
        {
            if (_isInDoubt)
            {
                return;
            }

            if (isRestart && IsPayloadPossible)
            {
                // The question tells: a module that has started anew echoes it.
                Doubt();
                _running.OnEnd(Bg95Error.LineDamaged);
            }
            else if (isRestart)
            {
                Restart();
                _running.OnEnd(Bg95Error.ModuleRestarted);
            }
            else
            {
                _channel.Generation.Rise();
                _channel.Resynchronizer.Require();
                _channel.Listener.OnLinesLost();
                _channel.Listener.OnQuestionNeeded();
            }
        }

        private void OnPowerDownLine()
        {
            if (_isInDoubt)
            {
                return;
            }

            if (IsPayloadPossible)
            {
                Doubt();
                _running.OnEnd(Bg95Error.LineDamaged);
                return;
            }

            _channel.Generation.Rise();
            _channel.Generation.IsEchoOff = false;
            _channel.Generation.Refusals = 0;
            _channel.Resynchronizer.Require();
            _channel.Listener.OnPoweredDown();
            _running.OnEnd(Bg95Error.ModuleRestarted);
        }

        private bool IsPayloadPossible => _running.IsPayloadAwaited || _channel.Listener.MayPayloadBePushed;

        private void Restart()
        {
            _channel.Generation.Rise();
            _channel.Generation.IsEchoOff = false;
            _channel.Generation.Refusals = 0;
            _channel.Resynchronizer.Require();

            if (!_isRestartKnown)
            {
                _isRestartKnown = true;
                _channel.Generation.DoubtfulIds = 0;
                _channel.Statistics.Count(LineCounter.Restarts);
                _channel.Listener.OnRestarted();
            }
        }
    }
}
